package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerfTest {
  @ParameterizedTest
  @ValueSource(strings = {"--virtual", "--platform"})
  void printsThroughputInLibzmqsLines(String threads) throws Exception {
    var run = Run.of("perf", "inproc_thr", "16", "1000", "--warmup", "10", threads);

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .matches(
            """
            message size: 16 \\[B]
            message count: 1000
            mean throughput: \\d+ \\[msg/s]
            mean throughput: \\d+\\.\\d{3} \\[Mb/s]
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--pair"})
  void printsLatencyInLibzmqsLinesThenThePercentiles(String types) throws Exception {
    var run = Run.of(("perf inproc_lat 1 1000 --warmup 10 " + types).trim().split(" "));

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .matches(
            """
            message size: 1 \\[B]
            roundtrip count: 1000
            average latency: \\d+\\.\\d{3} \\[us]
            latency p50: \\d+\\.\\d{3} \\[us]
            latency p90: \\d+\\.\\d{3} \\[us]
            latency p99: \\d+\\.\\d{3} \\[us]
            latency p99.9: \\d+\\.\\d{3} \\[us]
            latency p99.99: \\d+\\.\\d{3} \\[us]
            latency max: \\d+\\.\\d{3} \\[us]
            """);
  }

  @Test
  void measuresThroughputBetweenTwoCommands(@TempDir Path folder) throws Exception {
    var endpoint = "ipc://" + folder.resolve("thr");
    var local = Run.start("", "perf", "local_thr", endpoint, "16", "1000");
    var remote = Run.of("perf", "remote_thr", endpoint, "16", "1000");

    assertThat(local.status()).isZero();
    assertThat(local.out()).contains("mean throughput: ");
    assertThat(remote.status()).isZero();
    assertThat(remote.out()).isEmpty();
  }

  @Test
  void measuresLatencyBetweenTwoCommands(@TempDir Path folder) throws Exception {
    var endpoint = "ipc://" + folder.resolve("lat");
    var local = Run.start("", "perf", "local_lat", endpoint, "16", "100");
    var remote = Run.of("perf", "remote_lat", endpoint, "16", "100");

    assertThat(local.status()).isZero();
    assertThat(local.out()).isEmpty();
    assertThat(remote.status()).isZero();
    assertThat(remote.out()).contains("average latency: ").contains("latency p99.9: ");
  }

  @Test
  void refusesMessagesOfAnotherSize(@TempDir Path folder) throws Exception {
    var endpoint = "ipc://" + folder.resolve("thr");
    var local = Run.start("", "perf", "local_thr", endpoint, "16", "1000");
    Run.start("", "perf", "remote_thr", endpoint, "17", "1");

    assertThat(local.status()).isEqualTo(ExitCode.FAILED);
    assertThat(local.err()).contains("message of incorrect size received: 17 bytes");
  }
}
