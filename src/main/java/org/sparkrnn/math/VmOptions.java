package org.sparkrnn.math;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** Reads the options that HotSpot chose for this machine. */
final class VmOptions {
  private VmOptions() {}

  /** The value of a VM option, or {@code otherwise} on a JVM that does not know it. */
  static String get(String name, String otherwise) {
    try {
      return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .getVMOption(name)
          .getValue();
    } catch (RuntimeException | LinkageError e) {
      return otherwise;
    }
  }
}
