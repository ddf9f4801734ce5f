package org.weftmq.pipe;

import org.weftmq.actor.Sequel;

/** The owner of an end that was given up before anybody owned it. */
enum Nobody implements PipeOwner {
  NOBODY;

  @Override
  public void on(Pipe end, PipeSignal signal, Sequel sequel) {} // there is nobody to tell

  @Override
  public void tell(Pipe far, PipeSignal signal) {} // nobody does anything
}
