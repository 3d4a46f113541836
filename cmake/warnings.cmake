# Every target of ours: warnings are errors. GCC with the address sanitizer (dev) is what sees its own double free of
# temporaries in coroutines; its checks of undefined behaviour would cost a third of the compiling, so clang makes them, in
# the build that the fuzz targets need anyway.
option(FOCUSERLINK_SANITIZE "Address sanitizer" OFF)
option(FOCUSERLINK_TESTS "Build the tests" OFF)
option(FOCUSERLINK_BENCH "Build the benchmarks" OFF)
option(FOCUSERLINK_FUZZ "Build the fuzz targets and some tests, with every sanitizer (clang)" OFF)

option(FOCUSERLINK_WERROR "A warning is an error; not for packages, which other compilers make too" ON)

add_library(house INTERFACE)
target_include_directories(house INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(house INTERFACE -Wall -Wextra $<$<BOOL:${FOCUSERLINK_WERROR}>:-Werror> -Wshadow -Wconversion -Wno-sign-conversion)
target_compile_definitions(house INTERFACE FOCUSERLINK_VERSION="${PROJECT_VERSION}")
if(FOCUSERLINK_SANITIZE)
    target_compile_options(house INTERFACE -fsanitize=address -fno-omit-frame-pointer)
    target_link_options(house INTERFACE -fsanitize=address)
endif()
if(FOCUSERLINK_FUZZ)
    # clang 14 cannot assemble coroutines together with the check of function types.
    target_compile_options(house INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=function
        -fno-sanitize-recover=all)
    target_link_options(house INTERFACE -fsanitize=address,undefined)
endif()
# Several files are compiled as one, since most of a file's time goes into Asio's and Qt's headers. GCC then takes the
# anonymous namespace of an included .cpp for a header's. `make lint` looks at every file by itself.
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(house INTERFACE -Wno-subobject-linkage)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    # GCC 12 takes the length of a string that it has inlined for unbounded.
    target_compile_options(house INTERFACE -Wno-restrict -Wno-stringop-overread -ffunction-sections -fdata-sections)
    target_link_options(house INTERFACE -Wl,--gc-sections)
endif()

# A 32-bit Raspberry Pi lives beyond 2038 too, and its files may be large.
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND CMAKE_SIZEOF_VOID_P EQUAL 4)
    add_compile_definitions(_TIME_BITS=64 _FILE_OFFSET_BITS=64)
    target_compile_options(house INTERFACE -Wno-psabi)
endif()

# ccache, when there is one, saves a developer's second build.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
