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

  @ParameterizedTest
  @CsvSource({"500,500ms", "1500,1500ms", "2s,2s"})
  void writesWhatItReads(String text, String written) {
    assertThat(TimeConverter.text(converter.convert(text))).isEqualTo(written);
  }
}
