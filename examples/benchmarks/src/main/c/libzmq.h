/* What the programs that measure libzmq share. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

enum { MARK = 1000 };

static void check(int ok, const char *what) {
  if (!ok) {
    fprintf(stderr, "libzmq: cannot %s: %s\n", what, zmq_strerror(zmq_errno()));
    exit(1);
  }
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void *open_socket(void *context, int type) {
  int mark = MARK, linger = 0;
  void *socket = zmq_socket(context, type);
  check(socket != NULL, "open a socket");
  check(!zmq_setsockopt(socket, ZMQ_SNDHWM, &mark, sizeof mark), "set a mark");
  check(!zmq_setsockopt(socket, ZMQ_RCVHWM, &mark, sizeof mark), "set a mark");
  check(!zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger), "set the linger");
  return socket;
}

/* Binds, and gives where. */
static const char *bind_somewhere(void *socket, const char *endpoint) {
  static char bound[256];
  size_t length = sizeof bound;
  check(!zmq_bind(socket, endpoint), "bind");
  check(!zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, bound, &length), "ask where it is bound");
  return bound;
}

static void send_bytes(void *socket, size_t size) {
  zmq_msg_t message;
  check(!zmq_msg_init_size(&message, size), "make a message");
  memset(zmq_msg_data(&message), 0, size);
  check(zmq_msg_send(&message, socket, 0) >= 0, "send");
}

static size_t receive_bytes(void *socket) {
  zmq_msg_t message;
  zmq_msg_init(&message);
  check(zmq_msg_recv(&message, socket, 0) >= 0, "receive");
  size_t size = zmq_msg_size(&message);
  zmq_msg_close(&message);
  return size;
}

static void start(void *(*run)(void *), void *argument) {
  pthread_t thread;
  check(!pthread_create(&thread, NULL, run, argument), "start a thread");
}
