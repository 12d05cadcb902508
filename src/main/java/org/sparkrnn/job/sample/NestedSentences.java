package org.sparkrnn.job.sample;

import java.util.List;
import java.util.Random;

/**
 * Sentences for a word language model: verbs agree in number with nouns several words and clauses
 * earlier, quotes and brackets are closed, "either" is followed by "or", and the kind of subject
 * decides which verbs and objects fit. A trigram model captures little of this.
 */
final class NestedSentences implements Generator {
  private static final int MAX_TOKENS = 40;

  /**
   * The grammatical numbers are s (singular) and p (plural). People read and carry, animals eat and
   * chase.
   */
  private static final Grammar GRAMMAR =
      new Grammar(
          BareWords.tagged(
              """
              S -> 8 CLAUSE . | 3 " CLAUSE , " PERSON.s SAID.s . | 2 " CLAUSE , " PERSON.p SAID.p . | 2 if CLAUSE , then CLAUSE .
              | either CLAUSE or CLAUSE . | neither PERSON.s nor PERSON.s DOES.s . | CLAUSE , CONJ CLAUSE . | PERSON.s SAID.s : " CLAUSE . "
              | PERSON.p SAID.p : " CLAUSE . " | CLAUSE ( CLAUSE ) . | QUESTION ?
              CLAUSE -> 4 PERSON.s DOES.s | 3 PERSON.p DOES.p | 3 ANIMAL.s LIVES.s | 3 ANIMAL.p LIVES.p | THING.s LIES.s | THING.p LIES.p
              QUESTION -> does PERSON.s DOES.p | do PERSON.p DOES.p | does ANIMAL.s LIVES.p | do ANIMAL.p LIVES.p
              | is THING.s STATE | are THING.p STATE
              CONJ -> and | but | so | because
              PERSON.{s,p} -> 4 DET.@ PERSONN.@ | 2 DET.@ KINDP PERSONN.@ | DET.@ PERSONN.@ WHERE | 2 DET.@ PERSONN.@ who DOES.@
              | DET.@ PERSONN.@ whom PERSON.s MEETS.s | DET.@ PERSONN.@ whom PERSON.p MEETS.p
              ANIMAL.{s,p} -> 4 DET.@ ANIMALN.@ | 2 DET.@ KINDA ANIMALN.@ | DET.@ ANIMALN.@ WHERE | 2 DET.@ ANIMALN.@ that LIVES.@
              | DET.@ ANIMALN.@ that PERSON.s FEEDS.s | DET.@ ANIMALN.@ that ANIMAL.p CHASES.p
              THING.{s,p} -> 4 DET.@ THINGN.@ | 2 DET.@ KINDT THINGN.@ | 2 DET.@ THINGN.@ that PERSON.s CARRIES.s
              | 2 DET.@ THINGN.@ that PERSON.p CARRIES.p | DET.@ THINGN.@ WHERE
              DOES.{s,p} -> 3 CARRIES.@ THING.s | 2 CARRIES.@ THING.p | 2 MEETS.@ PERSON.s | MEETS.@ PERSON.p | 2 FEEDS.@ ANIMAL.s | FEEDS.@ ANIMAL.p
              | 3 RESTS.@ | RESTS.@ WHERE | THINKS.@ that CLAUSE
              LIVES.{s,p} -> 3 EATS.@ FOOD | 2 CHASES.@ ANIMAL.s | 2 CHASES.@ ANIMAL.p | 3 SLEEPS.@ | 2 SLEEPS.@ WHERE
              LIES.{s,p} -> 2 LIE.@ WHERE | BE.@ STATE | BE.@ not STATE
              WHERE -> 3 PREP the PLACE | PREP the PLACE PREP the PLACE
              DET.s : w the*5 a*3 this every
              DET.p : w the*4 these some many two
              PERSONN.{s,p} : w teacher/teachers doctor/doctors farmer/farmers sailor/sailors child/children neighbour/neighbours painter/painters singer/singers
              ANIMALN.{s,p} : w dog/dogs cat/cats horse/horses bird/birds goat/goats mouse/mice fox/foxes goose/geese
              THINGN.{s,p} : w book/books letter/letters lamp/lamps basket/baskets map/maps clock/clocks chair/chairs key/keys
              KINDP : w old young tired clever patient
              KINDA : w hungry wild small grey quick
              KINDT : w heavy broken new golden wooden
              CARRIES.{s,p} : w carries/carry finds/find loses/lose sells/sell hides/hide paints/paint
              MEETS.{s,p} : w meets/meet helps/help visits/visit thanks/thank remembers/remember
              FEEDS.{s,p} : w feeds/feed owns/own watches/watch calls/call
              RESTS.{s,p} : w rests/rest works/work sings/sing laughs/laugh waits/wait
              THINKS.{s,p} : w thinks/think knows/know hopes/hope believes/believe
              SAID.{s,p} : w says/say answers/answer repeats/repeat
              EATS.{s,p} : w eats/eat steals/steal smells/smell
              CHASES.{s,p} : w chases/chase fears/fear follows/follow hears/hear
              SLEEPS.{s,p} : w sleeps/sleep runs/run hides/hide jumps/jump
              LIE.{s,p} : w lies/lie stands/stand remains/remain
              BE.{s,p} : w is/are was/were
              STATE : w lost cheap ready dirty old
              FOOD : w grass bread corn cheese fruit
              PREP : w in near behind under beside
              PLACE : w garden house river barn market tree bridge school
              """,
              "w"));

  @Override
  public String ending() {
    return "txt";
  }

  @Override
  public Example next(Random random, String split, int number) {
    List<Token> sentence = English.articles(GRAMMAR.sentence(random, 0, MAX_TOKENS));
    return new Example(String.join(" ", sentence.stream().map(Token::form).toList()) + "\n");
  }
}
