# focuserlink_platform(LIST): of x_posix.cpp, x_linux.cpp and x_windows.cpp a list keeps what this build's system takes.
function(focuserlink_platform list)
    if(WIN32)
        list(FILTER ${list} EXCLUDE REGEX "_(posix|linux)\\.cpp$")
    else()
        list(FILTER ${list} EXCLUDE REGEX "_windows\\.cpp$")
    endif()
    set(${list} ${${list}} PARENT_SCOPE)
endfunction()

# focuserlink_program(TARGET): what a program of Windows carries: its version, and that it speaks UTF-8 to the system, so
# that arguments and names of files are what every room takes them for. Nothing elsewhere.
if(WIN32)
    enable_language(RC)
    configure_file(${CMAKE_CURRENT_LIST_DIR}/program.rc.in ${CMAKE_BINARY_DIR}/program.rc @ONLY)
endif()
function(focuserlink_program target)
    if(WIN32)
        add_library(${target}_resources OBJECT ${CMAKE_BINARY_DIR}/program.rc)
        target_link_libraries(${target} PRIVATE $<TARGET_OBJECTS:${target}_resources>)
        set_property(SOURCE ${CMAKE_BINARY_DIR}/program.rc APPEND PROPERTY
            OBJECT_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/program.manifest)
    endif()
endfunction()
