# Toolchain of the ATmega328P: Debian's gcc-avr and avr-libc.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR avr)
set(CMAKE_CXX_COMPILER avr-g++)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
# What a package's build wants of this machine's compiler is not for that one.
set(ENV{CXXFLAGS} "")
set(ENV{LDFLAGS} "")
