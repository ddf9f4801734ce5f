package org.weftmq.seeded;

import java.io.IOException;
import java.util.Map;

/**
 * All of Weft and its tests once more, with one class that is not as it should be; the libraries
 * are shared.
 */
final class FaultyCode extends ClassLoader {
  private final Map<String, byte[]> replaced;

  private FaultyCode(Map<String, byte[]> replaced) {
    super(FaultyCode.class.getClassLoader());
    this.replaced = replaced;
  }

  /** With this fault. */
  static FaultyCode with(SeededFault fault) {
    var mutation = fault.mutation();
    return new FaultyCode(mutation.compiled(mutation.mutated()));
  }

  /** With no fault at all: the class of this one, compiled anew as it stands. */
  static FaultyCode without(SeededFault fault) {
    var mutation = fault.mutation();
    return new FaultyCode(mutation.compiled(mutation.original()));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("org.weftmq.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) { // as every class loader does
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    var bytes = replaced.containsKey(name) ? replaced.get(name) : sound(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] sound(String name) throws ClassNotFoundException {
    try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
