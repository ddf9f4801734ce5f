package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;

class ReqEnvelopeTest {
  private static final Message BODY = Message.of("body", "", "more");

  @Test
  void isAnEmptyFrame() {
    assertThat(ReqEnvelope.EMPTY.around(BODY)).isEqualTo(Message.of("", "body", "", "more"));
    assertThat(ReqEnvelope.EMPTY.isNumbered()).isFalse();
  }

  @Test
  void isFourBytesAndAnEmptyFrameIfNumbered() {
    var numbered = ReqEnvelope.of(0x01020304).around(BODY);

    assertThat(numbered.first()).isEqualTo(Frame.wrap(new byte[] {1, 2, 3, 4}));
    assertThat(numbered.skip(1)).isEqualTo(ReqEnvelope.EMPTY.around(BODY));
  }

  @Test
  void givesBackWhatIsInIt() {
    var numbered = ReqEnvelope.of(1);

    assertThat(numbered.open(numbered.around(BODY))).isEqualTo(BODY);
    assertThat(ReqEnvelope.EMPTY.open(ReqEnvelope.EMPTY.around(BODY))).isEqualTo(BODY);
  }

  @Test
  void fitsOnlyItsOwnKind() {
    var one = ReqEnvelope.of(1);
    var two = ReqEnvelope.of(2);

    assertThat(one.fits(one.around(BODY))).isTrue();
    assertThat(one.fits(two.around(BODY))).isFalse();
    assertThat(one.fits(ReqEnvelope.EMPTY.around(BODY))).isFalse();
    assertThat(ReqEnvelope.EMPTY.fits(one.around(BODY))).isFalse();
  }

  @Test
  void fitsNothingThatHasNothingInIt() {
    assertThat(ReqEnvelope.EMPTY.fits(Message.of(""))).isFalse();
    assertThat(ReqEnvelope.of(1).fits(ReqEnvelope.of(1).around(BODY).skip(1))).isFalse();
  }
}
