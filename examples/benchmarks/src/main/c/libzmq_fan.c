/*
 * libzmq as a rival: one PUB to many SUBs in one process, a thread for each.
 *
 *   libzmq_fan ENDPOINT drops|waits SUBSCRIBERS SIZE UNTIMED TIMED
 *
 * Times are milliseconds. Prints how many messages all SUBs together receive per second.
 */
#include "libzmq.h"

struct subscriber {
  void *socket;
  _Alignas(128) volatile long received;
};

static size_t size;

static void sleep_millis(long millis) {
  struct timespec time = {millis / 1000, millis % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static void *subscribe(void *argument) {
  struct subscriber *subscriber = argument;
  for (;;) {
    receive_bytes(subscriber->socket);
    subscriber->received++;
  }
  return NULL;
}

static void *publish(void *pub) {
  for (;;) send_bytes(pub, size);
  return NULL;
}

static long sum(const struct subscriber *subscribers, int count) {
  long sum = 0;
  for (int i = 0; i < count; i++) sum += subscribers[i].received;
  return sum;
}

int main(int argument_count, char **arguments) {
  if (argument_count != 7) {
    fprintf(stderr, "usage: libzmq_fan ENDPOINT drops|waits SUBSCRIBERS SIZE UNTIMED TIMED\n");
    return 2;
  }
  int backlog = 1024 /* as Weft's is */, waits = !strcmp(arguments[2], "waits"), count = atoi(arguments[3]);
  size = strtoul(arguments[4], NULL, 10);
  void *context = zmq_ctx_new();
  check(!zmq_ctx_set(context, ZMQ_MAX_SOCKETS, count + 10), "allow so many sockets");
  void *pub = open_socket(context, ZMQ_PUB);
  check(!zmq_setsockopt(pub, ZMQ_XPUB_NODROP, &waits, sizeof waits), "choose whether to wait");
  check(!zmq_setsockopt(pub, ZMQ_BACKLOG, &backlog, sizeof backlog), "set the backlog");
  const char *endpoint = bind_somewhere(pub, arguments[1]);
  struct subscriber *subscribers = calloc(count, sizeof *subscribers);
  for (int i = 0; i < count; i++) {
    subscribers[i].socket = open_socket(context, ZMQ_SUB);
    check(!zmq_setsockopt(subscribers[i].socket, ZMQ_SUBSCRIBE, "", 0), "subscribe");
    check(!zmq_connect(subscribers[i].socket, endpoint), "connect");
    start(subscribe, &subscribers[i]);
  }
  for (int i = 0; i < count; i++) {
    while (subscribers[i].received == 0) { /* it is not connected yet */
      send_bytes(pub, size);
      sleep_millis(50);
    }
  }
  start(publish, pub);
  sleep_millis(atol(arguments[5]));
  long before = sum(subscribers, count);
  double begun = now();
  sleep_millis(atol(arguments[6]));
  printf("%f\n", (sum(subscribers, count) - before) / (now() - begun));
  fflush(stdout);
  _Exit(0);
}
