/* Starts a program, prints the message box that it shows as UTF-8, and presses OK: watch PROGRAM ARGUMENTS ... */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static WCHAR shown[4096];

/* The message is the longest of the box's texts; the others are of its buttons. */
static BOOL CALLBACK longest(HWND part, LPARAM unused) {
    WCHAR text[4096];
    (void)unused;
    if (GetWindowTextW(part, text, 4096) > (int)wcslen(shown))
        wcscpy(shown, text);
    return TRUE;
}

int main(void) {
    static char utf8[4 * 4096];
    WCHAR *command = wcschr(GetCommandLineW(), L' '); /* all behind this program's own name, as it is */
    STARTUPINFOW startup = {0};
    PROCESS_INFORMATION process;
    HWND box;

    startup.cb = sizeof startup;
    if (!command || !CreateProcessW(NULL, command + 1, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &process))
        return 2;
    while (!(box = FindWindowW(L"#32770", L"yjt")) || !IsWindowVisible(box))
        if (WaitForSingleObject(process.hProcess, 20) == WAIT_OBJECT_0)
            return 3; /* it ended, and showed nothing */
    EnumChildWindows(box, longest, 0);
    WideCharToMultiByte(CP_UTF8, 0, shown, -1, utf8, sizeof utf8, NULL, NULL);
    puts(utf8);
    PostMessageW(box, WM_COMMAND, IDOK, 0);
    return WaitForSingleObject(process.hProcess, INFINITE) == WAIT_OBJECT_0 ? 0 : 4;
}
