package org.weftmq.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * What a command reads from and writes to.
 *
 * @param in standard input, of bytes
 * @param out standard output, of bytes, unbuffered
 * @param err where notes and complaints go
 * @param terminal whether {@code err} is a terminal, where a line can be written over
 */
record Console(InputStream in, OutputStream out, PrintWriter err, boolean terminal) {
  /** The process's own; the launcher knows about the terminal. */
  static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintWriter(System.err, true),
        Boolean.getBoolean("weft.terminal"));
  }
}
