"""Sockets of libzmq that meet over inproc, which another process drives: one command a line in, one answer a line out.

Sockets have numbers. Frames are hexadecimal digits, the empty frame is "-". An answer is "ok ...", "none" when there was
nothing to receive, or "error ..."; what libzmq refuses is "ok refused" and why. "end" closes all sockets, and the next ones
are strangers to them. The process ends with its standard input.
"""

import errno
import os
import sys
import time

import zmq

REFUSALS = {
    zmq.EAGAIN: "WOULD_BLOCK",
    zmq.EFSM: "WRONG_TURN",
    zmq.EHOSTUNREACH: "NO_ROUTE",
    errno.ENOENT: "NO_SUCH_ENDPOINT",
}


def frames_of(words):
    return [b"" if word == "-" else bytes.fromhex(word) for word in words]


class World:
    def __init__(self):
        self.context = zmq.Context()
        self.sockets = {}

    def end(self):
        for socket in self.sockets.values():
            socket.close(0)
        self.context.term()
        self.__init__()

    def open(self, number, kind, mark, name):
        socket = self.context.socket(getattr(zmq, kind))
        socket.set_hwm(int(mark))
        socket.setsockopt(zmq.LINGER, 0)
        socket.setsockopt(zmq.ROUTING_ID, frames_of([name])[0])
        self.sockets[number] = socket

    def bind(self, number, endpoint):
        self.sockets[number].bind(endpoint)

    def connect(self, number, endpoint):
        self.sockets[number].connect(endpoint)

    def disconnect(self, number, endpoint):
        self.sockets[number].disconnect(endpoint)

    def subscribe(self, number, word):
        self.change(number, zmq.SUBSCRIBE, b"\1", word)

    def unsubscribe(self, number, word):
        self.change(number, zmq.UNSUBSCRIBE, b"\0", word)

    def change(self, number, option, verb, word):
        """An XSUB says it by a message."""
        socket = self.sockets[number]
        prefix = frames_of([word])[0]
        if socket.type == zmq.XSUB:
            socket.send(verb + prefix, zmq.DONTWAIT)
        else:
            socket.setsockopt(option, prefix)

    def send(self, number, *words):
        self.sockets[number].send_multipart(frames_of(words), zmq.DONTWAIT)

    def receive(self, number):
        try:
            frames = self.sockets[number].recv_multipart(zmq.DONTWAIT)
        except zmq.Again:
            return None
        return " ".join(frame.hex() or "-" for frame in frames)

    def close(self, number):
        self.sockets.pop(number).close()

    def settle(self, rounds, micros):
        """A socket sees what others did to it when it is asked for its events; closing takes a thread of libzmq's."""
        for _ in range(int(rounds)):
            for socket in self.sockets.values():
                socket.getsockopt(zmq.EVENTS)
            if int(micros):
                time.sleep(int(micros) / 1e6)


def main():
    world = World()
    for line in sys.stdin:
        name, *words = line.split()
        try:
            result = getattr(world, name)(*words)
            print("none" if result is None and name == "receive" else "ok " + (result or ""), flush=True)
        except zmq.ZMQError as e:
            print("ok refused " + REFUSALS[e.errno] if e.errno in REFUSALS else "error %s: %r" % (name, e), flush=True)
        except Exception as e:
            print("error %s: %r" % (name, e), flush=True)
    os._exit(0)


main()
