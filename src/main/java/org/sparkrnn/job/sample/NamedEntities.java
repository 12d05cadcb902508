package org.sparkrnn.job.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sentences in the style of a local newspaper, with persons, places, organisations and dates marked
 * by BIO tags. People, towns, firms and clubs share names; April, May and Rose can be persons,
 * months or words. Only the context decides, sometimes several words away.
 */
final class NamedEntities implements Generator {
  private static final int MAX_TOKENS = 40;
  private static final int HELD_OUT = 60;

  /** Names that persons, towns and firms share. */
  private static final String SHARED =
      "Marlow*3 Denby*3 Hartwell*3 Ashby*3 Carrow*2 Lindale*2 Penrose*2 Morland*2 Thornby Eskdale"
          + " ~Wexcombe ~Fernhall ~Oakridge ~Selwick ~Brantley";

  private static final Grammar GRAMMAR =
      new Grammar(
          BareWords.tagged(
                  """
                  S -> 8 PERSON SAIDP . | 6 ORGANISED . | 8 PLACED . | 4 DATED . | 5 MATCH . | 3 QUOTED | 3 PLAIN .
                  | 3 FRAME that PERSON DIDP . | 3 FRAME that ORG DIDO . | 2 ASKED ?

                  # one name, told by what is said of it
                  SAIDP -> 3 said HESHE would VERBP | , NUMBER , DIDP | and PERSON DIDP | 4 DIDP | 2 DIDP WHEN
                  | was born in PLACE WHEN? | , who lives in PLACE , DIDP | moved from PLACE to PLACE WHEN | joined ORG WHEN
                  | left ORG after NUMBER years | told PERSON about the DEAL
                  DIDP -> won the race | met PERSON in PLACE | met the mayor of PLACE | was hurt in an accident
                  | 2 resigned | opened the new THING | thanked HISHER parents | sold a house in PLACE | visited PLACE | works for ORG
                  | 2 arrived
                  VERBP -> resign | marry PERSON | run for mayor of PLACE | leave ORG | rest | stay in PLACE | return DATEIN
                  HESHE -> he | she
                  HISHER -> his | her
                  ORGANISED -> ORG said it would VERBO | 2 ORG DIDO | ORG DIDO WHEN | shares in ORG RISE | the board of ORG met PERSON
                  | ORG and ORG signed a DEAL | PERSON , head of ORG , DIDP | a spokesman for ORG said the DEAL was ready
                  | workers at ORG went on strike | ORG , based in PLACE , DIDO | the owner of ORG is PERSON
                  DIDO -> cut NUMBER jobs | 2 closed its office in PLACE | raised its prices | hired PERSON | bought ORG
                  | opened a branch in PLACE | reported a loss | lost its best customer | 2 resigned the contract | 2 arrived at a DEAL
                  VERBO -> cut NUMBER jobs | buy ORG | close its office in PLACE | build a plant near PLACE | hire PERSON
                  RISE -> rose | fell | rose again WHEN | fell NUMBER per cent
                  PLACED -> the road from PLACE to PLACE is closed | it rained in PLACE WHEN | the people of PLACE want a new THING
                  | the THING in PLACE was opened WHEN | PERSON grew up in PLACE | PLACE has a new mayor | PLACE lies NUMBER miles from PLACE
                  | a fire near PLACE hurt NUMBER people | PLACE , a town of NUMBER people , wants a THING | trains to PLACE were late
                  | the river at PLACE rose WHEN | PERSON lives in PLACE | PLACE was cut off by snow
                  DATED -> the THING will open DATEIN | DATEIN , PERSON DIDP | DATEIN ORG DIDO | the DEAL ends DATEIN | since YEAR PERSON has lived in PLACE
                  | PERSON was born DATEIN | the court meets DATEIN | DATE is a holiday in PLACE | DATEIN it may snow
                  MATCH -> CLUB beat CLUB SCORE | CLUB lost to CLUB WHEN | CLUB and CLUB drew SCORE | PERSON scored for CLUB against CLUB
                  | CLUB play CLUB DATEIN | CLUB beat CLUB in PLACE WHEN | the match between CLUB and CLUB was stopped
                  QUOTED -> " the THING is ready , " said PERSON . | " we may march DATEIN , " PERSON said . | " ORG will pay , " said PERSON of ORG .
                  | " it will rain , " said PERSON , NUMBER . | " prices rose WHEN , " said ORG . | " mark my words , " said PERSON .
                  ASKED -> will PERSON VERBP | may PERSON VERBP | will ORG VERBO | did PERSON meet PERSON DATEIN | does ORG own ORG
                  PLAIN -> mark the day of the THING | the bill for the THING rose | a rose may grow here | the march may last NUMBER hours
                  | the spring was long and the summer was short | the bank will close early | the united workers will march
                  FRAME -> the paper said | PERSON said | ORG said | it was clear | nobody knew | the court heard
                  WHEN -> 2 DATEIN | yesterday | again | at night
                  NUMBER : O 12 20 31 34 45 50 57 63 80 120 300 ~27 ~41 ~90 ~450
                  SCORE : O 1-0 2-1 3-1 3-2 2-2 4-0
                  THING : O bridge school station theatre hall market library ~stadium ~harbour ~museum
                  DEAL : O deal contract plan ~treaty ~merger

                  PERSON -> 4 FIRST LAST | 3 SURNAME | 2 FIRST | TITLE SURNAME | TITLE FIRST LAST
                  TITLE : O Mr Mrs Dr Judge
                  FIRST : B-PER Anna Tom Maria Peter David Lena Grace Rose*2 Will*3 May*3 Mark*3 Bill*2 April*3 June*2 ~Oscar ~Nadia ~Felix ~Marta ~August
                  LAST -> 4 SHARED.LAST | LASTONLY
                  LASTONLY : I-PER March*2 Summer Banks*2 Rivers Hill ~Winters ~Fields
                  PLACE -> 7 SHARED.PLACE | 2 TOWN | NEW SHARED.TAIL | LAKE SHARED.TAIL | SHARED.PLACE TAILP
                  TOWN : B-LOC Paris Oslo Rome Berlin London ~Lisbon ~Vienna ~Dublin
                  NEW : B-LOC New East Upper Little
                  LAKE : B-LOC Lake Mount Port
                  TAILP : I-LOC Hill Bridge Bay ~Heath
                  ORG -> 4 SHARED.ORG | 3 SHARED.ORG ORGTAIL | SHARED.ORG AND SHARED.ORGTAIL | UNITED ORGTAIL | SHARED.ORG ORGTAIL2 ORGTAIL
                  AND : I-ORG & and
                  UNITED : B-ORG United National First Spring
                  ORGTAIL : I-ORG Bank*2 Motors Group University Mills Radio ~Institute ~Airlines
                  ORGTAIL2 : I-ORG City Hill River
                  CLUB -> 5 SHARED.ORG | 2 SHARED.ORG CLUBTAIL
                  CLUBTAIL : I-ORG United Rovers City Town ~Wanderers
                  DATEIN -> on DATE | 3 in MONTH | in MONTH YEARI | on DAY | on DAYNUM MONTHI | on DAYNUM MONTHI YEARI | in YEAR | last MONTH | in SEASON
                  | on DAY
                  DATE -> DAY | DAYNUM MONTHI
                  DAY : B-DATE Monday Friday Sunday ~Thursday ~Tuesday
                  MONTH : B-DATE May*3 April*3 March*2 June*2 January October ~August ~December
                  MONTHI : I-DATE May*2 April*2 March*2 June January October ~August ~December
                  DAYNUM : B-DATE 1 3 12 20 31 ~27 ~17
                  YEAR : B-DATE 1998 2004 2016 2019 ~2007 ~2011
                  YEARI : I-DATE 1998 2004 2016 2019 ~2007 ~2011
                  SEASON : B-DATE spring summer winter ~autumn
                  """,
                  "O")
              + "SHARED.LAST : I-PER "
              + SHARED
              + "\nSURNAME : B-PER "
              + SHARED
              + "\nSHARED.PLACE : B-LOC "
              + SHARED
              + "\nSHARED.TAIL : I-LOC "
              + SHARED
              + "\nSHARED.ORG : B-ORG "
              + SHARED
              + "\nSHARED.ORGTAIL : I-ORG "
              + SHARED
              + "\n");

  @Override
  public String ending() {
    return "conll";
  }

  @Override
  public Example next(Random random, String split, int number) {
    int heldOut = split.equals("train") ? 0 : HELD_OUT;
    List<Token> sentence = English.finish(GRAMMAR.sentence(random, heldOut, MAX_TOKENS));
    StringBuilder lines = new StringBuilder();
    List<String> words = new ArrayList<>();
    for (Token token : sentence) {
      lines.append(token.form()).append(' ').append(token.tag()).append('\n');
      words.add(token.form());
    }
    return new Example(String.join(" ", words), lines.append('\n').toString());
  }
}
