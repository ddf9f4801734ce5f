package org.weftmq.cli;

/** A command could not do its work; the text says why. */
final class Failure extends Exception {
  Failure(String message) {
    super(message);
  }
}
