; setup.exe of linktester: for one person, no administrator needed.
;   /S             silent          /D=FOLDER     where to (last word, without quotes)
;   uninstall.exe  /S              silent; keeps the person's projects, runs and settings
;   uninstall.exe  /S /PURGE       silent; deletes those as well
; Exit codes: 0 done, 1 cancelled, 2 given up, 3 this Windows is too old, 4 linktester runs, 5 folder not writable.

Unicode true
SetCompressor /SOLID lzma
SetCompressorDictSize 32
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh
!include files.nsh
!include classes.nsh

!define NAME "linktester"
!define WINDOW "linktesterw.exe"
!define TERMINAL "linktester.exe"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define OURS "Software\${NAME}"
!define CLASSES_KEY "Software\Classes"
!define OLDEST_BUILD 17763

Name "${NAME} ${VERSION}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${OURS}" "Folder"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION_NUMBERS}"
VIFileVersion "${VERSION_NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${OURS}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE SimpChinese
!insertmacro MUI_RESERVEFILE_LANGDLL

!insertmacro ClassWords
LangString TooOld ${LANG_ENGLISH} "linktester needs 64-bit Windows 10 (1809) or newer."
LangString TooOld ${LANG_SIMPCHINESE} "linktester 需要 64 位 Windows 10（1809）或更高版本。"
LangString Running ${LANG_ENGLISH} "linktester is running. Close it and try again."
LangString Running ${LANG_SIMPCHINESE} "linktester 正在运行，请关闭后重试。"
LangString NoRights ${LANG_ENGLISH} "This folder cannot be written to. Choose another:$\r$\n$INSTDIR"
LangString NoRights ${LANG_SIMPCHINESE} "无法写入此文件夹，请另选一个：$\r$\n$INSTDIR"
LangString PartProgram ${LANG_ENGLISH} "linktester"
LangString PartProgram ${LANG_SIMPCHINESE} "linktester"
LangString PartOpen ${LANG_ENGLISH} "Open links and files with linktester"
LangString PartOpen ${LANG_SIMPCHINESE} "用 linktester 打开链接和文件"
LangString PartDesktop ${LANG_ENGLISH} "Icon on the desktop"
LangString PartDesktop ${LANG_SIMPCHINESE} "桌面图标"
LangString PartData ${LANG_ENGLISH} "Also delete my projects, runs and settings"
LangString PartData ${LANG_SIMPCHINESE} "同时删除我的项目、运行记录和设置"
LangString AboutProgram ${LANG_ENGLISH} "The window and the command line."
LangString AboutProgram ${LANG_SIMPCHINESE} "窗口程序和命令行。"
LangString AboutOpen ${LANG_ENGLISH} "${SCHEME}:// links, suites and runs open in the window. Nothing is run or sent without a click."
LangString AboutOpen ${LANG_SIMPCHINESE} "${SCHEME}:// 链接、用例集和运行记录将在窗口中打开；未经点击不会运行或发送任何内容。"
LangString AboutDesktop ${LANG_ENGLISH} "Starts linktester from the desktop."
LangString AboutDesktop ${LANG_SIMPCHINESE} "从桌面启动 linktester。"
LangString AboutData ${LANG_ENGLISH} "Cannot be undone: $LOCALAPPDATA\${NAME}"
LangString AboutData ${LANG_SIMPCHINESE} "无法撤销：$LOCALAPPDATA\${NAME}"
LangString Terminal ${LANG_ENGLISH} "linktester command line"
LangString Terminal ${LANG_SIMPCHINESE} "linktester 命令行"

!macro ClassCommand KLASS
  WriteRegStr HKCU "${CLASSES_KEY}\${KLASS}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES_KEY}\${KLASS}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
!macroend

!macro ClassScheme SCHEME_NAME KLASS WORDS
  WriteRegStr HKCU "${CLASSES_KEY}\${KLASS}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES_KEY}\${KLASS}" "URL Protocol" ""
  !insertmacro ClassCommand "${KLASS}"
  WriteRegStr HKCU "${OURS}\Capabilities\URLAssociations" "${SCHEME_NAME}" "${KLASS}"
!macroend

; Offers linktester for an ending; what opens it by itself stays as it is.
!macro ClassFile ENDING KLASS WORDS
  WriteRegStr HKCU "${CLASSES_KEY}\${KLASS}" "" "${WORDS}"
  !insertmacro ClassCommand "${KLASS}"
  WriteRegStr HKCU "${CLASSES_KEY}\${ENDING}\OpenWithProgids" "${KLASS}" ""
  WriteRegStr HKCU "${OURS}\Capabilities\FileAssociations" "${ENDING}" "${KLASS}"
!macroend

; An ending that is ours alone.
!macro OwnFile ENDING KLASS MIME
  WriteRegStr HKCU "${CLASSES_KEY}\${ENDING}" "" "${KLASS}"
  WriteRegStr HKCU "${CLASSES_KEY}\${ENDING}" "Content Type" "${MIME}"
!macroend

; Another copy of linktester may have taken a class over since: then it stays.
!macro UnclassCommand KLASS
  ReadRegStr $0 HKCU "${CLASSES_KEY}\${KLASS}\shell\open\command" ""
  ${If} $0 == '"$INSTDIR\${WINDOW}" "%1"'
    DeleteRegKey HKCU "${CLASSES_KEY}\${KLASS}"
  ${EndIf}
!macroend

!macro UnclassScheme SCHEME_NAME KLASS
  !insertmacro UnclassCommand "${KLASS}"
!macroend

!macro UnclassFile ENDING KLASS
  ReadRegStr $0 HKCU "${CLASSES_KEY}\${KLASS}\shell\open\command" ""
  ReadRegStr $1 HKCU "${CLASSES_KEY}\${ENDING}" ""
  ${If} $0 == '"$INSTDIR\${WINDOW}" "%1"'
    DeleteRegKey HKCU "${CLASSES_KEY}\${KLASS}"
    DeleteRegValue HKCU "${CLASSES_KEY}\${ENDING}\OpenWithProgids" "${KLASS}"
    DeleteRegKey /ifempty HKCU "${CLASSES_KEY}\${ENDING}\OpenWithProgids"
    ${If} $1 == "${KLASS}"
      DeleteRegValue HKCU "${CLASSES_KEY}\${ENDING}" ""
      DeleteRegValue HKCU "${CLASSES_KEY}\${ENDING}" "Content Type"
    ${EndIf}
    DeleteRegKey /ifempty HKCU "${CLASSES_KEY}\${ENDING}"
  ${EndIf}
!macroend

; Tells Explorer that what opens with what has changed.
!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; A program that runs cannot be written to. FUNC is the prefix of functions: nothing or `un.`
!macro StopIfRunning FUNC
Function ${FUNC}StopIfRunning
  Push $0
again:
  ClearErrors
  IfFileExists "$INSTDIR\${WINDOW}" 0 done
  FileOpen $0 "$INSTDIR\${WINDOW}" a
  IfErrors held
  FileClose $0
  ClearErrors
  IfFileExists "$INSTDIR\${TERMINAL}" 0 done
  FileOpen $0 "$INSTDIR\${TERMINAL}" a
  IfErrors held
  FileClose $0
  Goto done
held:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 4
  Quit
done:
  ClearErrors
  Pop $0
FunctionEnd
!macroend
!insertmacro StopIfRunning ""
!insertmacro StopIfRunning "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  SetRegView 64
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MUI_UNGETLANGUAGE
  ; A silent removal has nobody to ask: data goes only where the word is given.
  ${If} ${Silent}
    Call un.AskedToPurge
  ${EndIf}
FunctionEnd

Section "$(PartProgram)" PROGRAM
  SectionIn RO
  Call StopIfRunning
  Call RemovePrevious
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\write-test" w
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(NoRights)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  FileClose $0
  Delete "$INSTDIR\write-test"
  SetOverwrite on
  !insertmacro InstallFiles
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\${NAME}"
  CreateShortcut "$SMPROGRAMS\${NAME}\${NAME}.lnk" "$INSTDIR\${WINDOW}"
  SetOutPath "$PROFILE"
  CreateShortcut "$SMPROGRAMS\${NAME}\$(Terminal).lnk" "$SYSDIR\cmd.exe" \
    '/k "set PATH=$INSTDIR;%PATH%& linktester --help"' "$INSTDIR\${TERMINAL}" 0
  SetOutPath "$INSTDIR"
  WriteRegStr HKCU "${OURS}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${TERMINAL}" "" "$INSTDIR\${TERMINAL}"
SectionEnd

Section "$(PartOpen)" OPEN
  !insertmacro InstallClasses
  WriteRegStr HKCU "${OURS}\Capabilities" "ApplicationName" "${NAME}"
  WriteRegStr HKCU "${OURS}\Capabilities" "ApplicationDescription" "$(AboutOpen)"
  WriteRegStr HKCU "Software\RegisteredApplications" "${NAME}" "${OURS}\Capabilities"
  !insertmacro TellExplorer
SectionEnd

Section /o "$(PartDesktop)" DESKTOP_ICON
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${WINDOW}"
SectionEnd

; What an older version installed and this one does not is taken away by that version's own list.
Function RemovePrevious
  ReadRegStr $0 HKCU "${ENTRY}" "InstallLocation"
  ${If} $0 == "$INSTDIR"
  ${AndIf} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
    ClearErrors
  ${EndIf}
FunctionEnd

Section "un.$(PartProgram)" UN_PROGRAM
  SectionIn RO
  Call un.StopIfRunning
  !insertmacro RemoveFiles
  Delete "$INSTDIR\uninstall.exe"
  ; Not the folder with all that is in it: a person may have chosen a shared one.
  RMDir "$INSTDIR"
  !insertmacro RemoveClasses
  ; Another version beside this one has put its own entries over ours: then they stay.
  ReadRegStr $0 HKCU "${ENTRY}" "InstallLocation"
  ${If} $0 == "$INSTDIR"
    RMDir /r "$SMPROGRAMS\${NAME}"
    Delete "$DESKTOP\${NAME}.lnk"
    DeleteRegValue HKCU "Software\RegisteredApplications" "${NAME}"
    DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${TERMINAL}"
    DeleteRegKey HKCU "${OURS}"
    DeleteRegKey HKCU "${ENTRY}"
  ${EndIf}
  !insertmacro TellExplorer
SectionEnd

Section /o "un.$(PartData)" UN_DATA
  RMDir /r "$LOCALAPPDATA\${NAME}"
SectionEnd

Function un.AskedToPurge
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    SectionGetFlags ${UN_DATA} $1
    IntOp $1 $1 | ${SF_SELECTED}
    SectionSetFlags ${UN_DATA} $1
  ${EndIf}
  ClearErrors
FunctionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${PROGRAM} $(AboutProgram)
  !insertmacro MUI_DESCRIPTION_TEXT ${OPEN} $(AboutOpen)
  !insertmacro MUI_DESCRIPTION_TEXT ${DESKTOP_ICON} $(AboutDesktop)
!insertmacro MUI_FUNCTION_DESCRIPTION_END
!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UN_PROGRAM} $(AboutProgram)
  !insertmacro MUI_DESCRIPTION_TEXT ${UN_DATA} $(AboutData)
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END
