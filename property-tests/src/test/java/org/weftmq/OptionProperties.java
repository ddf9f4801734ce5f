package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Options: what they take, and that they give it back. */
class OptionProperties {
  /** Catches: a default that the option itself would refuse. */
  @Property
  <T> void theDefaultIsAllowed(@ForAll("options") Option<T> option) {
    assertThat(option.check(option.initial())).isEqualTo(option.initial());
    assertThat(Options.initial().get(option)).isEqualTo(option.initial());
    assertThat(option.name()).matches("[a-z]+(-[a-z]+)*");
    assertThat(option.doc()).isNotBlank();
  }

  /** Catches: text from a command line that throws anything but what it says. */
  @Property(tries = 1000)
  void anyTextIsAValueOrIsRefused(
      @ForAll("options") Option<?> option, @ForAll("texts") String text) {
    try {
      assertThat(option.parse(text)).isNotNull();
    } catch (BadOptionException e) {
      assertThat(e).hasMessageContaining(option.name()).hasMessageContaining(option.bounds());
    }
  }

  /** Catches: a value that is printed in a form that is not read back. */
  @Property
  void aNumberReadsBack(@ForAll("numbers") Option<Integer> option, @ForAll int value) {
    if (option.allowed().test(value)) {
      assertThat(option.parse(Integer.toString(value))).isEqualTo(value);
    } else {
      assertThatThrownBy(() -> option.parse(Integer.toString(value)))
          .isInstanceOf(BadOptionException.class);
    }
  }

  /** Catches: times that lose their fraction, overflow, or are negative. */
  @Property
  void aTimeReadsBack(@ForAll("times") Option<Duration> option, @ForAll Duration time) {
    if (time.isNegative()) {
      assertThatThrownBy(() -> option.parse(time.toString()))
          .isInstanceOf(BadOptionException.class);
    } else if (time.compareTo(Option.FOREVER) <= 0) {
      assertThat(option.parse(time.toString())).isEqualTo(time);
    }
    assertThat(option.parse("forever")).isEqualTo(Option.FOREVER);
  }

  /** Catches: a time that cannot be counted in nanoseconds, which the bounds rule out. */
  @Property
  void noTimeIsLongerThanForEver(@ForAll("times") Option<Duration> option) {
    assertThatThrownBy(() -> option.check(Option.FOREVER.plusNanos(1)))
        .isInstanceOf(BadOptionException.class);
  }

  /** Catches: a value that changes another option, or the options it was added to. */
  @Property
  void eachValueStandsForItself(
      @ForAll("numbers") Option<Integer> option,
      @ForAll("numbers") Option<Integer> other,
      @ForAll int value) {
    if (option.allowed().test(value)) {
      var before = Options.initial();

      var after = before.with(option, value);

      assertThat(after.get(option)).isEqualTo(value);
      assertThat(before.get(option)).isEqualTo(option.initial());
      if (option != other) {
        assertThat(after.get(other)).isEqualTo(other.initial());
      }
    }
  }

  @Provide
  Arbitrary<Option<?>> options() {
    return Arbitraries.of(SocketOptions.all());
  }

  @Provide
  Arbitrary<Option<Integer>> numbers() {
    return Arbitraries.of(
        SocketOptions.SEND_HIGH_WATER_MARK,
        SocketOptions.RECEIVE_HIGH_WATER_MARK,
        SocketOptions.MAX_HANDSHAKES);
  }

  @Provide
  Arbitrary<Option<Duration>> times() {
    return Arbitraries.of(
        SocketOptions.LINGER,
        SocketOptions.SEND_TIMEOUT,
        SocketOptions.RECEIVE_TIMEOUT,
        SocketOptions.RECONNECT_INTERVAL,
        SocketOptions.RECONNECT_INTERVAL_MAX);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings(),
        Arbitraries.strings().withChars("0123456789-+. PTSMHDtrueonfals").ofMaxLength(12),
        Arbitraries.longs().map(n -> Long.toString(n)));
  }
}
