package org.sparkrnn.testkit.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparkrnn.nn.ModuleKinds;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;

class TwinsTest {
  @Test
  void everyKindHasATwin() {
    assertEquals(Set.copyOf(ModuleKinds.types()), Twins.MODULES.keySet());
    assertEquals(EnumSet.allOf(CellType.class), Twins.CELLS.keySet());
    assertEquals(EnumSet.allOf(HeadType.class), Twins.HEADS.keySet());
    assertEquals(EnumSet.allOf(PoolingType.class), Twins.POOLINGS.keySet());
  }
}
