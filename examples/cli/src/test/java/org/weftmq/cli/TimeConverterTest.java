package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeConverterTest {
  private final TimeConverter converter = new TimeConverter();

  @ParameterizedTest
  @CsvSource({"0,0", "500,500", "500ms,500", "1.5s,1500", "2m,120000", "0.001h,3600"})
  void readsMillisecondsAndUnits(String text, long millis) {
    assertThat(converter.convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1", "1 s", "1d", "1e3", ".5s", "99999999999s"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
  }

  /** Catches: a time of so many nanoseconds that they begin anew, below zero or anywhere. */
  @ParameterizedTest
  @ValueSource(strings = {"999999999h", "2562048h", "153722868m"})
  void refusesWhatIsTooLongToBeCounted(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("too long");
  }

  @ParameterizedTest
  @CsvSource({"2562047h,2562047", "999999999s,277777"})
  void readsWhatIsJustNotTooLong(String text, long hours) {
    assertThat(converter.convert(text).toHours()).isEqualTo(hours);
  }

  @ParameterizedTest
  @CsvSource({"500,500ms", "1500,1500ms", "2s,2s"})
  void writesWhatItReads(String text, String written) {
    assertThat(TimeConverter.text(converter.convert(text))).isEqualTo(written);
  }
}
