"""A PULL of libzmq for raw peers, which another process drives: one command a line in, one answer a line out.

"bind" answers with the endpoint, "until WORD" with all messages received up to the one that is WORD and what is there
behind it, each as its frames in hexadecimal digits, the empty frame as "-", with "/" behind it. The process ends with its
standard input.
"""

import os
import sys

import zmq

PATIENCE = 20_000  # milliseconds


def main():
    socket = zmq.Context().socket(zmq.PULL)
    socket.setsockopt(zmq.MAXMSGSIZE, 64 << 20)
    socket.setsockopt(zmq.RCVHWM, 0)
    for line in sys.stdin:
        name, *words = line.split()
        if name == "bind":
            socket.bind("tcp://127.0.0.1:*")
            print("ok " + socket.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
        else:
            print("ok " + until(socket, words[0].encode()), flush=True)
    os._exit(0)


def until(socket, last):
    messages = []
    found = False
    while socket.poll(0 if found else PATIENCE):
        frames = socket.recv_multipart()
        if frames == [last]:
            found = True
        else:
            messages.append(" ".join(frame.hex() or "-" for frame in frames) + "/")
    return "".join(messages) if found else "lost " + last.decode()


main()
