package org.sparkrnn.job.sample;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Names of six invented languages, built from syllables. Two pairs of languages share their
 * letters, so that only the order of letters distinguishes them, sometimes over the whole name:
 * Tavari and Nerukan differ in which vowels may follow each other, Skeldic and Grundish in whether
 * the last letter repeats the first. One name in 25 is a loan from another language.
 */
final class LanguageNames implements Generator {
  private static final int LOANS = 25;

  private static final String FRONT = "e i y";
  private static final String BACK = "a o u";
  private static final String PLAIN = "k t r l n s m p v h j d";
  private static final String CLUSTERS = "sk st br gr kn hr v t g b d h l";
  private static final String CLOSING = "r n g l d t k b h v";

  /** The languages, the most common first. */
  private enum Language {
    /** Open syllables; all vowels of a name are front, or all are back. */
    TAVARI(30) {
      @Override
      void spell(Random random, StringBuilder name) {
        String vowels = random.nextBoolean() ? FRONT : BACK;
        for (int n = 2 + random.nextInt(3); n > 0; n--) {
          name.append(one(random, PLAIN)).append(one(random, vowels));
        }
      }
    },
    /** The syllables of Tavari; front and back vowels alternate. */
    NERUKAN(20) {
      @Override
      void spell(Random random, StringBuilder name) {
        boolean front = random.nextBoolean();
        for (int n = 2 + random.nextInt(3); n > 0; n--) {
          name.append(one(random, PLAIN)).append(one(random, front ? FRONT : BACK));
          front = !front;
        }
      }
    },
    /** Clusters at the start of syllables; names end in any consonant except their first letter. */
    SKELDIC(18) {
      @Override
      void spell(Random random, StringBuilder name) {
        stem(random, name);
        String last = one(random, CLOSING);
        while (name.indexOf(last) == 0) {
          last = one(random, CLOSING);
        }
        name.append(last);
      }
    },
    /** The syllables of Skeldic; names end with their first letter. */
    GRUNDISH(14) {
      @Override
      void spell(Random random, StringBuilder name) {
        stem(random, name);
        name.append(name.charAt(0));
      }
    },
    /** Soft consonants, diphthongs, a few endings. */
    ORELIAN(10) {
      @Override
      void spell(Random random, StringBuilder name) {
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
          name.append(one(random, "l r n v m s")).append(one(random, "a e i o ie ea au"));
        }
        name.append(one(random, "lion relle nara mien vo sier"));
      }
    },
    /** Open syllables with a, i, u; the second syllable repeats the first. */
    ZUMBIRI(8) {
      @Override
      void spell(Random random, StringBuilder name) {
        String syllable = one(random, "mb nd z k t n m l p") + one(random, "a i u");
        name.append(syllable).append(syllable);
        for (int n = random.nextInt(3); n > 0; n--) {
          name.append(one(random, "mb nd k t r n l")).append(one(random, "a i u"));
        }
      }
    };

    /** Percentage of the names. */
    private final int share;

    Language(int share) {
      this.share = share;
    }

    abstract void spell(Random random, StringBuilder name);

    String label() {
      return capital(name().toLowerCase(Locale.ROOT));
    }

    static Language draw(Random random) {
      int left = random.nextInt(100);
      for (Language language : values()) {
        left -= language.share;
        if (left < 0) {
          return language;
        }
      }
      throw new AssertionError("the shares do not add up to 100");
    }

    private static void stem(Random random, StringBuilder name) {
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        name.append(one(random, CLUSTERS)).append(one(random, "a e i o u"));
      }
    }
  }

  /** The labels, for tests. */
  static List<String> labels() {
    return List.of(Language.values()).stream().map(Language::label).toList();
  }

  @Override
  public String ending() {
    return "jsonl";
  }

  @Override
  public Example next(Random random, String split, int number) {
    Language language = Language.draw(random);
    Language speller = random.nextInt(LOANS) == 0 ? Language.draw(random) : language;
    StringBuilder name = new StringBuilder();
    speller.spell(random, name);
    String capital = capital(name.toString());
    return new Example(
        capital, "{\"name\":\"%s\",\"language\":\"%s\"}\n".formatted(capital, language.label()));
  }

  private static String one(Random random, String choices) {
    String[] all = choices.split(" ");
    return all[random.nextInt(all.length)];
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
