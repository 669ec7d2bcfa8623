/* Starts linktester with the Python that lies beside this program, and with no other.

   Built twice: for a terminal, and with WINDOW defined for the window, where faults are told in a box.
   Children of linktester are started through it again: `linktester serve …`. */

#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define SCHEME_COLON SCHEME L":"

typedef int (*py_main)(int, wchar_t **);

static int tell(const wchar_t *file, DWORD fault)
{
    static wchar_t text[LONGEST + 256];
    int chinese = PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_CHINESE;
    const wchar_t *words = chinese
        ? L"linktester \x65E0\x6CD5\x542F\x52A8\xFF1A%ls\xFF08\x9519\x8BEF %lu\xFF09\x3002\n"
          L"\x8BF7\x91CD\x65B0\x5B89\x88C5 linktester\x3002"
        : L"linktester cannot start: %ls (error %lu).\nPlease install linktester again.";
    swprintf(text, LONGEST + 256, words, file, (unsigned long)fault);
#ifdef WINDOW
    MessageBoxW(NULL, text, L"linktester", MB_OK | MB_ICONERROR);
#else
    fwprintf(stderr, L"%ls\n", text);
#endif
    return 3;
}

/* A link comes from any web page: what stands behind it on the command line was smuggled in by it. */
static int counted(int argc, wchar_t **argv)
{
    size_t length = wcslen(SCHEME_COLON);
    if (argc > 2 && _wcsnicmp(argv[1], SCHEME_COLON, length) == 0)
        return 2;
    return argc;
}

static int start(int argc, wchar_t **argv)
{
    static wchar_t folder[LONGEST], library[LONGEST];
    static wchar_t *fixed[] = {L"-X", L"utf8", L"-m", L"linktester_start"};
    enum { FIXED = sizeof fixed / sizeof *fixed };

    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    if (length == 0 || length >= LONGEST - 64)
        return tell(L"GetModuleFileName", GetLastError());
    wchar_t *last = wcsrchr(folder, L'\\');
    if (last != NULL)
        *last = 0;
    swprintf(library, LONGEST, L"%ls\\%ls", folder, LIBRARY);

    /* Not from the current folder, nor from the PATH. */
    SetDllDirectoryW(L"");
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR
                                                 | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (python == NULL)
        return tell(library, GetLastError());
    py_main run = (py_main)(void *)GetProcAddress(python, "Py_Main");
    if (run == NULL)
        return tell(library, GetLastError());

    argc = counted(argc, argv);
    wchar_t **words = calloc(argc + FIXED + 1, sizeof *words);
    if (words == NULL)
        return tell(library, ERROR_OUTOFMEMORY);
    words[0] = argv[0];
    for (int i = 0; i < FIXED; i++)
        words[1 + i] = fixed[i];
    for (int i = 1; i < argc; i++)
        words[FIXED + i] = argv[i];
    return run(argc + FIXED, words);
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE a, HINSTANCE b, PWSTR c, int d)
{
    (void)a; (void)b; (void)c; (void)d;
    return start(__argc, __wargv);
}
#else
int wmain(int argc, wchar_t **argv)
{
    return start(argc, argv);
}
#endif
