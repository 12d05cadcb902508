package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class FieldsTest {
  @Test
  void everyTextComesBack() {
    for (String text : new String[] {"", "a b", "\t", "a\nb\r", "\\", "\\t", "\\^", "\\\\$", "我"}) {
      assertEquals(text, Fields.unescape(Fields.escape(text)));
      assertNotEquals(Fields.START, Fields.escape(text));
      assertNotEquals(Fields.END, Fields.escape(text));
      String line = Fields.join("x", Fields.escape(text), "");
      assertArrayEquals(new String[] {"x", Fields.escape(text), ""}, Fields.split(line));
    }
  }
}
