"""Patient clients: COUNT keep-alive connections, each asking for the position every PERIOD seconds for SECONDS, spread
evenly. Run as a process of its own; prints the 99th percentile in ms, the number of answers, of errors, and of answers that
the focuser is not heard, which are true on a computer that stood still."""

import asyncio
import sys
import time

REQUEST = b"GET /api/v1/focuser/0/position?ClientID=1&ClientTransactionID=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


async def client(port, delay, period, until, times, errors, not_heard):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(delay)
    while time.monotonic() < until:
        begun = time.monotonic()
        writer.write(REQUEST)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        body = await reader.readexactly(length)
        took = time.monotonic() - begun
        times.append(took)
        if b"\"ErrorNumber\":1280," in body:
            not_heard.append(body)
        elif b"\"ErrorNumber\":0" not in body:
            errors.append(body)
        await asyncio.sleep(max(0.0, period - took))
    writer.close()


async def main(port, count, period, seconds):
    times, errors, not_heard = [], [], []
    until = time.monotonic() + seconds
    await asyncio.gather(*(client(port, period * i / count, period, until, times, errors, not_heard) for i in range(count)))
    times.sort()
    print(f"{1000 * times[int(len(times) * 0.99)]:.3f} {len(times)} {len(errors)} {len(not_heard)}", flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])))
