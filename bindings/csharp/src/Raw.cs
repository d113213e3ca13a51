// Written by yjt-tools from src/ffi: change it there.
using System;
using System.Runtime.InteropServices;

namespace Yjt
{
    /// <summary>
    /// The functions of yjt.h by their own names. Texts go in as UTF-8 bytes that end with a NUL and come out as pointers,
    /// never as <c>string</c>: its default encoding is the system's, GBK on a Chinese Windows.
    /// </summary>
    internal static class Raw
    {
        internal const string Library = "yjt";
        private const CallingConvention C = CallingConvention.Cdecl;

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_init(byte[] configJson, out ClientHandle client);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_code_from_link(byte[] text, out IntPtr code);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_exchange_code(ClientHandle client, byte[] code, int businessType, out IntPtr user);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_user_to_json(IntPtr user, out IntPtr json);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_sm4_encrypt(byte[] keyHex, byte[] text, out IntPtr cipherHex);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_sm4_decrypt(byte[] keyHex, byte[] cipherHex, out IntPtr text);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_sm4_verify(byte[] keyHex, byte[] cipherHex, byte[] text, out int matches);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_encrypt(ClientHandle client, byte[] text, out IntPtr cipherHex);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_decrypt(ClientHandle client, byte[] cipherHex, out IntPtr text);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_diagnose(byte[] configJson, byte[] optionsJson, out IntPtr reportJson);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern IntPtr yjt_last_error();

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern IntPtr yjt_status_text(int status);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_set_logger(LogFunction fn, IntPtr context, int max);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern IntPtr yjt_version();

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern IntPtr yjt_label(int dictionary, byte[] code);

        [DllImport(Library, CallingConvention = C, ExactSpelling = true)]
        internal static extern int yjt_free(IntPtr any);

        /// <summary><c>yjt_log_fn</c></summary>
        [UnmanagedFunctionPointer(C)]
        internal delegate void LogFunction(IntPtr context, int level, IntPtr message);

        /// <summary><c>yjt_user</c></summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct User
        {
            internal IntPtr CertificateNo;
            internal IntPtr CertificateType;
            internal IntPtr HealthCardNo;
            internal IntPtr Phone;
            internal IntPtr Name;
            internal int Gender;
            internal IntPtr Nation;
            internal IntPtr UserId;
            internal IntPtr Channel;
            internal IntPtr ExtraJson;
        }

        /// <summary><c>yjt_error</c></summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct Error
        {
            internal int Status;
            internal int HttpStatus;
            internal IntPtr GatewayCode;
            internal IntPtr Message;
            internal IntPtr Hint;
        }
    }
}
