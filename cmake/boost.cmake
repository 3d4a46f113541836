# Boost is used header-only from Debian; its parts that may be compiled once are compiled once, here, so that our own
# files compile in half the time and no libboost is needed at run time.
find_package(Threads REQUIRED)
find_path(BOOST_INCLUDE boost/version.hpp REQUIRED)

add_library(boost_once STATIC ${PROJECT_SOURCE_DIR}/cmake/boost_once.cpp)
target_include_directories(boost_once SYSTEM PUBLIC ${BOOST_INCLUDE})
target_compile_definitions(boost_once PUBLIC
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
    BOOST_ASIO_NO_DEPRECATED BOOST_ALL_NO_LIB BOOST_ERROR_CODE_HEADER_ONLY)
target_compile_options(boost_once PRIVATE -w)
target_link_libraries(boost_once PUBLIC Threads::Threads)
if(WIN32)
    target_link_libraries(boost_once PUBLIC ws2_32 mswsock bcrypt)
    # Else Asio's kind of thread depends on which header of the system a file happens to include first.
    target_compile_definitions(boost_once PUBLIC BOOST_ASIO_HAS_PTHREADS)
endif()
if(FOCUSERLINK_SANITIZE)
    target_compile_options(boost_once PRIVATE -fsanitize=address)
endif()
