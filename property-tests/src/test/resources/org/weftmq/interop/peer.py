"""A libzmq socket that another process drives: one command a line in, one answer a line out.

Usage: peer.py TYPE, or peer.py --about for what this libzmq is and has. Frames are hexadecimal digits, the empty frame is "-". An answer is "ok ...",
"none" when the time was over, or "error ...". The process ends with its standard input.
"""

import os
import signal
import struct
import sys

import zmq
from zmq.utils.monitor import recv_monitor_message

PATIENCE = 10_000
DRAFTS = {"CLIENT", "SERVER", "RADIO", "DISH", "SCATTER", "GATHER", "DGRAM", "PEER", "CHANNEL"}


def frames_of(words):
    return [b"" if word == "-" else bytes.fromhex(word) for word in words]


def words_of(frames):
    return " ".join(frame.hex() or "-" for frame in frames)


def number(i):
    return struct.pack(">I", i)


def about():
    """One line each: the version, the types of sockets, the transports between processes."""
    drafts = zmq.has("draft")
    types = [t.name for t in zmq.SocketType if drafts or t.name not in DRAFTS]
    transports = ["tcp"] + ["udp"] * drafts + [t for t in ("ipc", "ws", "wss") if zmq.has(t)]
    print("libzmq %s through pyzmq %s" % (zmq.zmq_version(), zmq.pyzmq_version()))
    print(*types)
    print(*transports)


class Peer:
    def __init__(self, kind):
        self.open(kind)

    def become(self, kind=None):
        """Has a socket of that type instead of the one that there was, or none."""
        if self.socket:
            self.close(0)
        self.socket = None
        if kind:
            self.open(kind)

    def open(self, kind):
        self.context = zmq.Context()
        self.socket = self.context.socket(getattr(zmq, kind))
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.setsockopt(zmq.RCVTIMEO, PATIENCE)
        self.socket.setsockopt(zmq.SNDTIMEO, PATIENCE)
        if kind == "ROUTER":  # or it drops what finds the queue full, without a word
            self.socket.setsockopt(zmq.ROUTER_MANDATORY, 1)
        self.monitor = None

    def version(self):
        return zmq.zmq_version()

    def set(self, name, value):
        self.socket.setsockopt(getattr(zmq, name), int(value))

    def set_bytes(self, name, word):
        self.socket.setsockopt(getattr(zmq, name), frames_of([word])[0])

    def routing_id(self, word):
        self.socket.setsockopt(zmq.ROUTING_ID, bytes.fromhex(word))

    def watch(self):
        self.monitor = self.socket.get_monitor_socket()

    def event(self, name, millis):
        """Waits for the event of this name; others before it are skipped."""
        wanted = getattr(zmq, "EVENT_" + name)
        while self.monitor.poll(int(millis)):
            if recv_monitor_message(self.monitor)["event"] == wanted:
                return ""
        return None

    def bind(self, endpoint):
        self.socket.bind(endpoint)
        return self.socket.getsockopt(zmq.LAST_ENDPOINT).rstrip(b"\0").decode()

    def connect(self, endpoint):
        self.socket.connect(endpoint)

    def subscribe(self, word):
        self.socket.setsockopt(zmq.SUBSCRIBE, frames_of([word])[0])

    def unsubscribe(self, word):
        self.socket.setsockopt(zmq.UNSUBSCRIBE, frames_of([word])[0])

    def send(self, *words):
        self.socket.send_multipart(frames_of(words))

    def receive(self, millis):
        if not self.socket.poll(int(millis)):
            return None
        return words_of(self.socket.recv_multipart())

    def properties(self, *names):
        """Receives a message; what libzmq knows of its sender."""
        first = self.socket.recv_multipart(copy=False)[0]
        return words_of(first.get(name).encode() for name in names)

    def stream(self, count, *words):
        prefix = frames_of(words)
        for i in range(int(count)):
            self.socket.send_multipart(prefix + [number(i)])

    def drain(self, first, count):
        for i in range(int(first), int(first) + int(count)):
            frames = self.socket.recv_multipart()
            if frames[-1] != number(i):
                raise ValueError("number %d is %s" % (i, words_of(frames)))

    def echo(self, count):
        for _ in range(int(count)):
            self.socket.send_multipart(self.socket.recv_multipart())

    def ask(self, count, *words):
        prefix = frames_of(words)
        for i in range(int(count)):
            self.socket.send_multipart(prefix + [number(i)])
            frames = self.socket.recv_multipart()
            if frames[-1] != number(i):
                raise ValueError("answer %d is %s" % (i, words_of(frames)))

    def fill(self, size, millis):
        """Sends numbered messages of this size until there has been no room for so long."""
        count = 0
        while self.socket.poll(int(millis), zmq.POLLOUT):
            self.socket.send_multipart([bytes(int(size)), number(count)])
            count += 1
        return str(count)

    def freeze(self):
        os.kill(os.getpid(), signal.SIGSTOP)

    def close(self, linger):
        """Closes the socket; returns when libzmq has written all, or the time is over."""
        self.socket.close(int(linger))
        self.context.term()


def main():
    if sys.argv[1] == "--about":
        return about()
    peer = Peer(sys.argv[1])
    for line in sys.stdin:
        name, *words = line.split()
        try:
            result = getattr(peer, name)(*words)
            none = result is None and name in ("receive", "event")
            print("none" if none else "ok " + (result or ""), flush=True)
        except Exception as e:
            print("error %s: %r" % (name, e), flush=True)
    os._exit(0)


main()
