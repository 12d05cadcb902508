package org.sparkrnn.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BlasProviderTest {
  @Test
  void kernelsForcedByTheEnvironmentAreTold() {
    String told = BlasProvider.forced(Map.of("OPENBLAS_CORETYPE", "Zen"));
    assertTrue(told.contains("Zen") && told.contains("half as fast"), told);
    assertEquals("", BlasProvider.forced(Map.of()));
    assertEquals("", BlasProvider.forced(Map.of("OPENBLAS_CORETYPE", " ")));
  }
}
