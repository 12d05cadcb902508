package org.sparkrnn.testkit;

import com.esotericsoftware.kryo.Kryo;
import org.apache.spark.serializer.KryoRegistrator;

public final class WarnKryo implements KryoRegistrator {
  @Override
  public void registerClasses(Kryo kryo) {
    kryo.setRegistrationRequired(false);
    kryo.setWarnUnregisteredClasses(true);
    com.esotericsoftware.minlog.Log.setLogger(
        new com.esotericsoftware.minlog.Log.Logger() {
          @Override
          public void log(int level, String category, String message, Throwable ex) {
            try {
              java.nio.file.Files.writeString(
                  java.nio.file.Path.of("/tmp/b-unregistered.txt"),
                  message + "\n",
                  java.nio.file.StandardOpenOption.CREATE,
                  java.nio.file.StandardOpenOption.APPEND);
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        });
  }
}
