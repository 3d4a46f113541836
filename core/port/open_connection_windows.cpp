#include <winsock2.h>
#include <mstcpip.h>

#include "core/port/open_connection.h"

namespace focus {

void refuse_at_once(asio::ip::tcp::socket& socket) {
    TCP_INITIAL_RTO_PARAMETERS once{TCP_INITIAL_RTO_UNSPECIFIED_RTT, TCP_INITIAL_RTO_NO_SYN_RETRANSMISSIONS};
    DWORD given = 0;
    // Where this is not known, it takes two seconds.
    (void)::WSAIoctl(socket.native_handle(), SIO_TCP_INITIAL_RTO, &once, sizeof once, nullptr, 0, &given, nullptr,
                     nullptr);
}

}  // namespace focus
