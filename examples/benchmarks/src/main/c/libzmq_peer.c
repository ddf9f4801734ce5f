/*
 * libzmq as a rival: one end of a measurement between two processes.
 *
 *   libzmq_peer ROLE ENDPOINT SIZE UNTIMED COUNT
 *
 * PULL and REP bind, and print the endpoint; PUSH and REQ connect to it. PUSH stays until its input ends. PULL prints messages per second, REQ the
 * median and the 99th percentile of the microseconds of one way. What comes first is not timed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

static void check(int ok, const char *what) {
  if (!ok) {
    fprintf(stderr, "libzmq_peer: cannot %s: %s\n", what, zmq_strerror(zmq_errno()));
    exit(1);
  }
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void receive(void *socket, size_t size) {
  zmq_msg_t message;
  zmq_msg_init(&message);
  check(zmq_msg_recv(&message, socket, 0) >= 0, "receive");
  check(zmq_msg_size(&message) == size, "receive what was sent");
  zmq_msg_close(&message);
}

static void send(void *socket, size_t size) {
  zmq_msg_t message;
  check(zmq_msg_init_size(&message, size) == 0, "make a message");
  memset(zmq_msg_data(&message), 0, size);
  check(zmq_msg_send(&message, socket, 0) >= 0, "send");
}

static void bind_and_tell(void *socket, const char *endpoint) {
  char bound[256];
  size_t length = sizeof bound;
  check(zmq_bind(socket, endpoint) == 0, "bind");
  check(zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, bound, &length) == 0, "ask where it is bound");
  printf("%s\n", bound);
  fflush(stdout);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int count_of_arguments, char **arguments) {
  if (count_of_arguments != 6) {
    fprintf(stderr, "usage: libzmq_peer PUSH|PULL|REQ|REP ENDPOINT SIZE UNTIMED COUNT\n");
    return 2;
  }
  const char *role = arguments[1], *endpoint = arguments[2];
  size_t size = strtoul(arguments[3], NULL, 10);
  long untimed = atol(arguments[4]), count = atol(arguments[5]);
  void *context = zmq_ctx_new();
  int type = !strcmp(role, "PUSH") ? ZMQ_PUSH : !strcmp(role, "PULL") ? ZMQ_PULL : !strcmp(role, "REQ") ? ZMQ_REQ : ZMQ_REP;
  void *socket = zmq_socket(context, type);
  check(socket != NULL, "open a socket");

  if (type == ZMQ_PULL) {
    bind_and_tell(socket, endpoint);
    for (long i = 0; i < untimed; i++) receive(socket, size);
    double begun = now();
    for (long i = 0; i < count; i++) receive(socket, size);
    printf("%f\n", count / (now() - begun));
  } else if (type == ZMQ_PUSH) {
    check(zmq_connect(socket, endpoint) == 0, "connect");
    for (long i = 0; i < untimed + count; i++) send(socket, size);
    while (getchar() != EOF) {} /* who leaves too early takes messages with it */
  } else if (type == ZMQ_REP) {
    bind_and_tell(socket, endpoint);
    for (long i = 0; i < untimed + count; i++) {
      receive(socket, size);
      send(socket, size);
    }
  } else {
    double *micros = malloc(sizeof *micros * count);
    check(zmq_connect(socket, endpoint) == 0, "connect");
    for (long i = -untimed; i < count; i++) {
      double begun = now();
      send(socket, size);
      receive(socket, size);
      if (i >= 0) micros[i] = (now() - begun) * 5e5;
    }
    qsort(micros, count, sizeof *micros, by_size);
    printf("%f\n%f\n", micros[count / 2], micros[count * 99 / 100]);
  }
  zmq_close(socket);
  zmq_ctx_term(context);
  return 0;
}
