package org.sparkrnn.job.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Words of an invented language, Ortish, with their sounds. Its spelling resembles English without
 * exceptions: some sounds take two letters, some letters have two sounds or are silent, and rules
 * look ahead. A c or g is soft before e and i. A vowel is long if no consonant closes its syllable,
 * before gh, and before a consonant with a silent e that ends the word. Short vowels are
 * pronounced @ except in the penultimate syllable, which is stressed, and in words of one syllable.
 * Words have more or fewer letters than sounds.
 */
final class SpelledWords implements Generator {
  private static final Map<String, String> BEGINNINGS =
      sounds(
          "=;p=p;t=t;b=b;d=d;f=f;l=l;m=m;n=n;r=r;s=s;v=v;z=z;c=k;g=g;sh=S;ch=tS;th=T;ph=f;wh=w;"
              + "qu=k w;kn=n;wr=r;st=s t;tr=t r;pl=p l;bl=b l;fr=f r");
  private static final Map<String, String> SHORT = sounds("a=a;e=e;i=i;o=o;u=u");
  private static final Map<String, String> LONG = sounds("a=e j;e=i j;i=a j;o=o w;u=j u w");
  private static final Map<String, String> PAIRS =
      sounds("ee=i j;oa=o w;ai=e j;oo=u w;ou=a w;oi=o j");
  private static final Map<String, String> ENDS =
      sounds("n=n;m=m;l=l;r=r;t=t;s=s;x=k s;ck=k;ng=N;tch=tS;ll=l;ss=s;gh=");
  private static final String[] BEFORE_SILENT_E = {"n", "m", "l", "r", "t", "p", "k", "v"};
  private static final int MOST_SYLLABLES = 4;

  /** Maps the letters of a part of a syllable to its sounds. */
  private static Map<String, String> sounds(String table) {
    return Arrays.stream(table.split(";"))
        .map(entry -> entry.split("=", 2))
        .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
  }

  @Override
  public String ending() {
    return "jsonl";
  }

  @Override
  public Example next(Random random, String split, int number) {
    int syllables = 1 + random.nextInt(MOST_SYLLABLES);
    StringBuilder word = new StringBuilder();
    List<String> sounds = new ArrayList<>();
    for (int n = syllables; n > 0; n--) {
      syllable(random, word, sounds, n == 1, syllables == 1 || n == 2);
    }
    String line = sounds.stream().collect(Collectors.joining("\",\"", "\"sounds\":[\"", "\"]}\n"));
    return new Example(word.toString(), "{\"spelling\":\"" + word + "\"," + line);
  }

  private static void syllable(
      Random random, StringBuilder word, List<String> sounds, boolean last, boolean stressed) {
    String beginning = one(random, BEGINNINGS);
    boolean pair = random.nextInt(4) == 0;
    String vowel = one(random, pair ? PAIRS : SHORT);
    boolean open = random.nextInt(5) < 2;
    boolean silent = open && last && !pair;
    String end =
        silent
            ? BEFORE_SILENT_E[random.nextInt(BEFORE_SILENT_E.length)]
            : open ? "" : one(random, ENDS);
    word.append(beginning).append(vowel).append(end).append(silent ? "e" : "");
    boolean soft = vowel.startsWith("e") || vowel.startsWith("i");
    if (soft && (beginning.equals("c") || beginning.equals("g"))) {
      sounds.add(beginning.equals("c") ? "s" : "dZ");
    } else {
      add(sounds, BEGINNINGS.get(beginning));
    }
    if (pair) {
      add(sounds, PAIRS.get(vowel));
    } else if (open || end.equals("gh")) {
      add(sounds, LONG.get(vowel));
    } else {
      sounds.add(stressed ? SHORT.get(vowel) : "@");
    }
    add(sounds, silent ? end : open ? "" : ENDS.get(end));
  }

  private static void add(List<String> sounds, String some) {
    if (!some.isEmpty()) {
      sounds.addAll(Arrays.asList(some.split(" ")));
    }
  }

  private static String one(Random random, Map<String, String> table) {
    List<String> letters = table.keySet().stream().sorted().toList();
    return letters.get(random.nextInt(letters.size()));
  }
}
