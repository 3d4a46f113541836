# Toolchain of the programs for a 64-bit Raspberry Pi: Debian's cross compiler.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(machine aarch64-linux-gnu)
set(CMAKE_CXX_COMPILER ${machine}-g++)
include(${CMAKE_CURRENT_LIST_DIR}/cross.cmake)
