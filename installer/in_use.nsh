; Whether programs of ours are in use: a file in use can be neither replaced nor removed. Asked before anything is changed. Each
; function is there twice, for the setup and, with "un." before its name, for the removal. Needs the variable Old: the folder of
; an earlier version that has to go as well, or nothing.
Var InUse  ; what is to be closed, in words; empty: nothing

; $InUse goes on with `name` if `program` cannot be opened for writing.
!macro NoteIfOpenIn folder program name
    ${If} ${FileExists} "${folder}\${program}"
        ClearErrors
        FileOpen $1 "${folder}\${program}" a
        ${If} ${Errors}
            ${If} $InUse != ""
                StrCpy $InUse "$InUse and "
            ${EndIf}
            StrCpy $InUse "$InUse${name}"
        ${Else}
            FileClose $1
        ${EndIf}
    ${EndIf}
!macroend
!macro NoteIfOpen program name
    !insertmacro NoteIfOpenIn $INSTDIR "${program}" "${name}"
    ${If} $Old != ""
    ${AndIf} $Old != $INSTDIR
        !insertmacro NoteIfOpenIn $Old "${program}" "${name}"
    ${EndIf}
!macroend

!macro InUseFunctions un
; Looks at those that we do not end ourselves. The driver leaves by itself two seconds after the last imaging program.
Function ${un}LookAtOthers
    StrCpy $InUse ""
    !insertmacro NoteIfOpen focuserlink-panel.exe "the FocuserLink panel"
    !insertmacro NoteIfOpen focuserlink.exe "the FocuserLink command line"
    !insertmacro NoteIfOpen focuserlink-sim.exe "the simulated focuser"
    !insertmacro NoteIfOpen focuserlink-ascom.exe "the program that uses the ASCOM driver"
FunctionEnd

Function ${un}LookAtAll
    Call ${un}LookAtOthers
    !insertmacro NoteIfOpen focuserlinkd.exe "the FocuserLink hub (perhaps another user's)"
FunctionEnd

; Looks with the function $2 until nothing is in use, 10 s at most.
Function ${un}WaitUntilClosed
    StrCpy $0 0
    ${Do}
        Call $2
        ${If} $InUse == ""
            Return
        ${EndIf}
        ${If} $0 = 1
            DetailPrint "Waiting until you close $InUse"
        ${EndIf}
        Sleep 250
        IntOp $0 $0 + 1
    ${LoopUntil} $0 > 40
FunctionEnd

; Returns once nothing of ours is in use: those that we do not end first, so that a refusal leaves the hub as it was.
Function ${un}MakeWay
again:
    GetFunctionAddress $2 ${un}LookAtOthers
    Call ${un}WaitUntilClosed
    ${If} $InUse == ""
        Call ${un}CloseHubs
        GetFunctionAddress $2 ${un}LookAtAll
        Call ${un}WaitUntilClosed
    ${EndIf}
    ${If} $InUse == ""
        Return
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Please close $InUse, then choose Retry.$\r$\n$\r$\nCancel changes nothing." \
        /SD IDCANCEL IDRETRY again
    Call ${un}StartHubs
    SetErrorLevel 3
    Abort "Nothing was changed. To be closed first: $InUse."
FunctionEnd
!macroend
