/*
 * libzmq as a rival: one end of a measurement, or several.
 *
 *   libzmq_peer ENDPOINT TYPE:DUTY[:binds][,TYPE:DUTY...] SIZE:UNTIMED:TIMED...
 *   libzmq_peer version
 *
 * An end that binds comes first, and the endpoint is printed; the others connect to it. Times are milliseconds. For each size, who "receives"
 * prints messages per second, who "asks" prints the median and the 99th percentile of the microseconds of one way; when all those have, the
 * program ends. Who "sends" or "answers" goes on until it is killed.
 */
#include "libzmq.h"
#include <unistd.h>

enum { MOST_PARTS = 16, MOST_ENDS = 16, MOST_SAMPLES = 1 << 20, SLACK = 300, STRIDE = 256, LARGE = 4096 };

struct part {
  size_t size;
  long untimed, timed;
};

struct end {
  void *socket;
  const char *duty;
};

static struct part parts[MOST_PARTS];
static int part_count;
static _Atomic int unfinished; /* ends that have something to print */

static int stride(const struct part *part) {
  return part->size < LARGE ? STRIDE : 1;
}

static void sends(void *socket) {
  for (int i = 0; i < part_count; i++) {
    const struct part *part = &parts[i];
    double until = now() + (part->untimed + part->timed + SLACK) / 1e3;
    while (i == part_count - 1 || now() < until) {
      for (int j = stride(part); j > 0; j--) send_bytes(socket, part->size);
    }
  }
}

/* Receives messages of the part until so many seconds are over or the next size comes, and gives how many there were. */
static long receive_for(void *socket, const struct part *part, double seconds, size_t *size) {
  double until = now() + seconds;
  long count = 0;
  do {
    for (int j = stride(part); j > 0 && *size == part->size; j--) {
      *size = receive_bytes(socket);
      count++;
    }
  } while (*size == part->size && now() < until);
  return count;
}

static void receives(void *socket) {
  size_t size = receive_bytes(socket);
  for (const struct part *part = parts; part < parts + part_count; part++) {
    while (size != part->size) size = receive_bytes(socket);
    receive_for(socket, part, part->untimed / 1e3, &size);
    check(size == part->size, "measure: the sender was too early with the next size");
    double begun = now();
    long count = receive_for(socket, part, part->timed / 1e3, &size);
    printf("%f\n", count / (now() - begun));
  }
}

static void answers(void *socket) {
  for (;;) {
    zmq_msg_t message;
    zmq_msg_init(&message);
    check(zmq_msg_recv(&message, socket, 0) >= 0, "receive");
    check(zmq_msg_send(&message, socket, 0) >= 0, "send");
  }
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void asks(void *socket) {
  double *micros = malloc(sizeof *micros * MOST_SAMPLES);
  for (const struct part *part = parts; part < parts + part_count; part++) {
    double timed = now() + part->untimed / 1e3, over = timed + part->timed / 1e3;
    int count = 0;
    for (double begun = now(), ended; count == 0 || (begun < over && count < MOST_SAMPLES); begun = ended) {
      send_bytes(socket, part->size);
      check(receive_bytes(socket) == part->size, "receive what was sent");
      ended = now();
      if (begun >= timed) micros[count++] = (ended - begun) * 5e5;
    }
    qsort(micros, count, sizeof *micros, by_size);
    printf("%f\n%f\n", micros[count / 2], micros[(long)(count * 99L / 100)]);
  }
}

static int reports(const struct end *end) {
  return !strcmp(end->duty, "receives") || !strcmp(end->duty, "asks");
}

static void *perform(void *argument) {
  const struct end *end = argument;
  if (!strcmp(end->duty, "sends")) sends(end->socket);
  if (!strcmp(end->duty, "answers")) answers(end->socket);
  if (!strcmp(end->duty, "receives")) receives(end->socket);
  if (!strcmp(end->duty, "asks")) asks(end->socket);
  if (--unfinished == 0) {
    fflush(stdout);
    _Exit(0); /* the other ends are in the middle of something */
  }
  for (;;) pause();
  return NULL;
}

static int type_of(const char *name) {
  const char *names[] = {"PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH"};
  for (int i = 0; i < 9; i++) {
    if (!strcmp(names[i], name)) return i; /* the numbers of ZMQ_PAIR and so on */
  }
  fprintf(stderr, "libzmq_peer: there is no type %s\n", name);
  exit(2);
}

int main(int argument_count, char **arguments) {
  if (argument_count == 2 && !strcmp(arguments[1], "version")) {
    int major, minor, patch;
    zmq_version(&major, &minor, &patch);
    printf("%d.%d.%d\n", major, minor, patch);
    return 0;
  }
  if (argument_count < 4 || argument_count > 3 + MOST_PARTS) {
    fprintf(stderr, "usage: libzmq_peer ENDPOINT TYPE:DUTY[:binds][,TYPE:DUTY...] SIZE:UNTIMED:TIMED...\n");
    return 2;
  }
  for (int i = 3; i < argument_count; i++) {
    struct part *part = &parts[part_count++];
    sscanf(arguments[i], "%zu:%ld:%ld", &part->size, &part->untimed, &part->timed);
  }
  void *context = zmq_ctx_new();
  struct end ends[MOST_ENDS];
  int end_count = 0;
  const char *endpoint = arguments[1];
  char *rest = arguments[2];
  for (char *name = strsep(&rest, ","); name != NULL && end_count < MOST_ENDS; name = strsep(&rest, ",")) {
    struct end *end = &ends[end_count++];
    char *type = strsep(&name, ":");
    end->duty = strsep(&name, ":");
    end->socket = open_socket(context, type_of(type));
    unfinished += reports(end);
    if (name != NULL && !strcmp(name, "binds")) {
      endpoint = bind_somewhere(end->socket, endpoint);
      printf("%s\n", endpoint);
      fflush(stdout);
    } else {
      check(!zmq_connect(end->socket, endpoint), "connect");
    }
  }
  for (int i = 1; i < end_count; i++) start(perform, &ends[i]);
  perform(&ends[0]);
}
