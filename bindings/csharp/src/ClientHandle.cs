using System;
using System.Runtime.InteropServices;

namespace Yjt
{
    /// <summary>A <c>yjt_client *</c>: given back once, and not while a call uses it.</summary>
    internal sealed class ClientHandle : SafeHandle
    {
        public ClientHandle() : base(IntPtr.Zero, true) { }

        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }

        protected override bool ReleaseHandle()
        {
            return Uninterrupted.Call(() => Raw.yjt_free(handle)) == 0;
        }
    }
}
