package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  private static final String ANY = "tcp://127.0.0.1:*";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          push                                     | --bind ENDPOINT or --connect ENDPOINT
          push --bind                              | Missing required parameter
          push --bind nonsense                     | bad endpoint "nonsense"
          push --connect tcp://                    | bad endpoint "tcp://"
          push --connect foo://bar                 | there is no transport "foo"
          push --connect tcp://127.0.0.1:port      | bad endpoint "tcp://127.0.0.1:port"
          pull --bind tcp://127.0.0.1:* -o no=1    | there is no option no
          pull --bind tcp://127.0.0.1:* -o linger  | "linger" is not NAME=VALUE
          pull --bind tcp://127.0.0.1:* -o linger=x| bad value "x" for option linger
          pull --bind tcp://127.0.0.1:* --count x  | 'x' is not a long
          pull --bind tcp://127.0.0.1:* --count -1 | --count is at least 1
          pull --bind tcp://127.0.0.1:* --timeout x| "x" is no time
          pull --bind tcp://127.0.0.1:* extra      | extra
          client                                   | --bind ENDPOINT or --connect ENDPOINT
          dish --bind tcp://127.0.0.1:*            | Missing required option: '--join=GROUP'
          proxy                                    | FRONT
          proxy pull                               | "pull" is not TYPE:ENDPOINT
          proxy pull:nonsense                      | "pull:nonsense" is not TYPE:ENDPOINT
          proxy pull:connect:://                   | "pull:connect:://" is not TYPE:ENDPOINT
          proxy tcp://127.0.0.1:5555               | "tcp://127.0.0.1:5555" is not TYPE:ENDPOINT
          proxy pill:tcp://127.0.0.1:*             | there is no type "pill"; there are [PAIR, PUB
          proxy dish:inproc://a                    | a DISH receives nothing here
          proxy pull:foo://bar                     | there is no transport "foo"
          proxy pull:inproc://a pull:inproc://b    | cannot join a PULL and a PULL
          proxy push:inproc://a                    | cannot join a PUSH and a PUSH
          proxy rep:inproc://a -o no=1             | there is no option no
          proxy rep:inproc://a --capture x         | "x" is not TYPE:ENDPOINT
          proxy rep:inproc://a --capture pull:inproc://b | a PULL cannot capture
          proxy rep:inproc://a rep:inproc://b more | more
          nonsense                                 | nonsense
          perf                                     | Missing required subcommand
          perf inproc_thr 16                       | COUNT
          perf inproc_thr 16 0                     | the count at least 1
          perf inproc_lat 1 1 --virtual --platform | mutually exclusive
          tour --times 0                           | --times is at least 1
          """)
  void explainsWrongUse(String args, String explanation) throws Exception {
    var run = Run.of(args.split(" "));

    assertThat(run.status()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(explanation).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void namesTheOptionsThereAre() throws Exception {
    var run = Run.of("push", "--connect", "tcp://127.0.0.1:9", "-o", "speed=11");

    assertThat(run.err()).contains("linger").contains("send-high-water-mark").contains("tcp-");
  }

  @Test
  void saysWhenThePortIsInUse() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var run = Run.of("pull", "--bind", "tcp://127.0.0.1:" + taken.getLocalPort());

      assertThat(run.status()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("in use").hasLineCount(1);
    }
  }

  @Test
  void timesOutWhenNothingComes() throws Exception {
    var run = Run.of("pull", "--bind", ANY, "--timeout", "50");

    assertThat(run.status()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(run.err()).contains("nothing came within 50ms");
  }

  @Test
  void timesOutWhenNobodyTakesAMessage() throws Exception {
    var run = Run.start("x\n", "push", "--bind", ANY, "--timeout", "0.05s");

    assertThat(run.status()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(run.err()).contains("no peer took a message within 50ms");
  }

  @Test
  void timesOutWhenMessagesCannotBeWritten() throws Exception {
    var run = Run.start("x\ny\n", "push", "--connect", "tcp://127.0.0.1:1", "--timeout", "200");

    assertThat(run.status()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(run.err()).contains("2 messages were not written within 200ms");
  }

  @Test
  void refusesALineThatIsNotHexadecimal() throws Exception {
    var run = Run.start("0g\n", "push", "--connect", "tcp://127.0.0.1:1", "--hex");

    assertThat(run.status()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("bad line \"0g\"").hasLineCount(1);
  }

  @Test
  void saysWhenOutputCannotBeWritten() throws Exception {
    var err = new StringWriter();
    var console =
        new Console(
            new ByteArrayInputStream("x\n".getBytes()), new Broken(), new PrintWriter(err), false);
    var rep = Run.start("", "rep", "--bind", ANY, "--echo", "--count", "1");

    var status = Weft.run(console, "req", "--connect", rep.bound());

    assertThat(status).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("weft req: input or output failed: Broken pipe");
    assertThat(rep.status()).isZero();
  }

  private static final class Broken extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
