package org.weftmq.pipe;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.actor.Sequel;
import org.weftmq.system.SystemEnvironment;

/** An owner of an end that keeps what it is told, and tells others at once. */
final class Told implements PipeOwner {
  private final List<PipeSignal> signals = new ArrayList<>();
  private int tells;

  @Override
  public void on(Pipe end, PipeSignal signal, Sequel sequel) {
    tells++;
    if (end.hears(signal)) {
      signals.add(signal);
    }
  }

  @Override
  public void tell(Pipe end, PipeSignal signal) {
    end.tell(signal, new Sequel(new SystemEnvironment()));
  }

  /** How often it was told anything, whether it counted or not. */
  int tells() {
    return tells;
  }

  /** What it heard since it was asked last. */
  List<PipeSignal> signals() {
    var told = List.copyOf(signals);
    signals.clear();
    return told;
  }
}
