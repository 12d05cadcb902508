package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenColumnTest {
  private final Vocabulary tokens = new Vocabulary(List.of(Vocabulary.UNKNOWN, "a", "b"), true);
  private final Vocabulary labels = new Vocabulary(List.of("X"), false);

  @Test
  void eachHasAColumnAndAFileOfItsOwn() {
    TokenColumn[] all = TokenColumn.values();
    assertEquals(all.length, Arrays.stream(all).map(c -> c.spec().name()).distinct().count());
    assertEquals(all.length, Arrays.stream(all).map(TokenColumn::file).distinct().count());
    assertEquals("tokens.txt", TokenColumn.TOKENS.file(), "as every saved model has it");
  }

  @Test
  void anEncoderMakesTheColumnsWhoseVocabulariesItHas() {
    SequenceEncoder without = new SequenceEncoder(null, 1, labels);
    assertEquals(List.of(), without.tokenColumns(new String[] {"a"}));
    assertNull(without.vocabulary(TokenColumn.TOKENS));

    SequenceEncoder with = without.with(TokenColumn.TOKENS, tokens);
    assertSame(tokens, with.tokens());
    assertEquals(1, with.width());
    List<Column> columns = with.tokenColumns(new String[] {"B", "c", "a"});
    assertEquals(1, columns.size());
    assertEquals(TokenColumn.TOKENS.spec(), columns.get(0).spec());
    assertArrayEquals(new int[] {2, 0, 1}, columns.get(0).ints());
    assertNull(without.tokens(), "the one it was made from stays what it is");
  }
}
