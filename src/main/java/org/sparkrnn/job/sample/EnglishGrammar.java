package org.sparkrnn.job.sample;

/**
 * English sentences about everyday life. Verb forms: b base, s third person, d past, g -ing, n past
 * participle. Tags follow Universal Dependencies: {@code have} is AUX as an auxiliary and VERB as a
 * main verb, relative {@code that} is PRON, a particle such as {@code turn off} is ADP.
 */
final class EnglishGrammar {
  private EnglishGrammar() {}

  static final String RULES =
      """
      S -> 4 LONGER ./PUNCT | 50 DECL ./PUNCT | 14 QUESTION ?/PUNCT | 8 IMPERATIVE ENDI | 3 EXCLAMATION | 3 REPLY
      DECL -> 10 CLAUSE.past | 5 CLAUSE.past WHEN.past | 11 CLAUSE.pres | 5 CLAUSE.fut | 10 STATE
      | 3 THERE | 3 SUB.past ,/PUNCT CLAUSE.past | 2 SUB.pres ,/PUNCT CLAUSE.fut
      | 3 CLAUSE.past SUB.past | 2 CLAUSE.fut SUB.pres | 5 COORD | 2 WHEN.past ,/PUNCT CLAUSE.past
      | 3 MASS | 2 NATURE
      LONGER -> SUB.past ,/PUNCT CLAUSE.past ,/PUNCT but/CCONJ CLAUSE.past WHEN.past ,/PUNCT so/SCONJ CLAUSE.past SUB.past
      | CLAUSE.past SUB.past ,/PUNCT and/CCONJ CLAUSE.past ,/PUNCT yet/CCONJ CLAUSE.past SUB.past
      COORD -> 3 CLAUSE.past ,/PUNCT and/CCONJ CLAUSE.past | 2 CLAUSE.past ,/PUNCT but/CCONJ CLAUSE.past
      | CLAUSE.pres ,/PUNCT but/CCONJ CLAUSE.pres | 2 STATE ,/PUNCT so/SCONJ CLAUSE.fut
      | STATE ,/PUNCT but/CCONJ CLAUSE.fut | CLAUSE.past ,/PUNCT yet/CCONJ CLAUSE.past
      | SUB.past ,/PUNCT CLAUSE.past ,/PUNCT and/CCONJ CLAUSE.past
      SUB.past -> 2 after/SCONJ CLAUSE.past | 3 before/SCONJ CLAUSE.past | when/SCONJ CLAUSE.past
      | because/SCONJ CLAUSE.past | since/SCONJ CLAUSE.past | as/SCONJ SUBJ.sg was/AUX VPA.g
      | while/SCONJ SUBJ.sg was/AUX VPA.g | while/SCONJ SUBJ.pl were/AUX VPA.g
      SUB.pres -> 2 if/SCONJ CLAUSE.pres | before/SCONJ SUBJ.sg VPA.s | after/SCONJ SUBJ.pl VPA.b
      | until/SCONJ SUBJ.sg VPA.s | since/SCONJ CLAUSE.pres | when/SCONJ SUBJ.b VPA.b
      CLAUSE.past -> 14 SUBJ.any VP.d | 2 SUBJ.sg was/AUX VPA.g | 2 SUBJ.pl were/AUX VPA.g
      | 3 SUBJ.any had/AUX VP.n | 3 SUBJ.any did/AUX NEG VP.b | SUBJ.any could/AUX not/PART VPA.b
      | 2 SUBJ.any had/VERB to/PART VPA.b
      CLAUSE.pres -> 6 SUBJ.sg FREQ? VP.s | 6 SUBJ.b FREQ? VP.b | 2 SUBJ.sg is/AUX VPA.g
      | 2 SUBJ.pl are/AUX VPA.g | I/PRON am/AUX VPA.g | 2 SUBJ.sg has/AUX VP.n | 2 SUBJ.b have/AUX VP.n
      | SUBJ.sg does/AUX NEG VP.b | SUBJ.b do/AUX NEG VP.b | 2 SUBJ.any MODAL VPA.b
      | SUBJ.any ca/AUX n't/PART VPA.b | 2 SUBJ.sg has/VERB to/PART VPA.b | 2 SUBJ.b have/VERB to/PART VPA.b
      | SUBJ.any will/AUX never/ADV VPA.b
      CLAUSE.fut -> 4 SUBJ.any will/AUX VPA.b SOON? | SUBJ.any may/AUX VPA.b SOON?
      | SUBJ.any might/AUX VPA.b SOON? | SUBJ.any will/AUX not/PART VPA.b | SUBJ.any can/AUX VPA.b SOON?
      | SUBJ.any would/AUX like/VERB to/PART VPA.b
      NEG -> not/PART | 2 n't/PART
      MODAL : AUX can*4 must should may might

      # states, existence, general truths
      STATE -> 3 PNP.sg BE.sg FEELING | 3 PNP.pl BE.pl FEELING | I/PRON am/AUX FEELING | 3 TNP.sg BE.sg TPRED | 2 TNP.pl BE.pl TPRED | 2 the/DET TN2.sg BE.sg BOXPRED | the/DET TN2.pl BE.pl BOXPRED | the/DET OPENABLE BE.sg OPENED
      | 2 PLNP BE.sg PLPRED | 2 THATP BE.sg TNI | 2 THOSEP BE.pl POSS TN.pl | PNP.sg BE.sg a/DET PADJ? PN.sg
      | 3 It/PRON BE.sg EASY to/PART VPB.b | It/PRON is/AUX EASY for/SCONJ POBJ to/PART VPB.b
      | It/PRON BE.sg CLEARADJ that/SCONJ CLAUSE.past | PNP.sg BE.sg too/ADV PFEEL to/PART VPA.b
      | PNP.pl BE.pl ready/ADJ to/PART VPA.b | PNP.sg was/AUX so/ADV PFEEL that/SCONJ CLAUSE.past
      | TNP.sg is/AUX as/ADV TADJP as/ADP THATP | TNP.sg is/AUX not/PART that/ADV TADJP
      | TNP.pl BE.pl in/ADP the/DET BOXBAG | TNP.sg BE.sg on/ADP the/DET LEFTRIGHT
      | TNP.sg was/AUX there/ADV | PNP.pl were/AUX still/ADV there/ADV | PNP.sg BE.sg right/ADJ about/ADP TNP.sg
      | The/DET OUTING BE.sg LONGADJ | POSS ACT BE.sg LONGADJ | The/DET EVENT lasted/VERB ABOUT HOURS
      | NAME is/AUX NUM years/NOUN old/ADJ | POSS back/NOUN hurts/VERB
      BE.sg : AUX is*3 was*2
      BE.pl : AUX are*3 were*2
      THATP : PRON that*2 this
      THOSEP : PRON those these
      TNI -> POSS TN.sg | a/DET TX.sg | the/DET TN.sg TREL
      FEELING -> PFEEL | still/ADV PFEEL | very/ADV PFEEL | quite/ADV PFEEL | outside/ADV | inside/ADV | PP
      | back/ADV | late/ADJ | well/ADJ | not/PART well/ADJ | there/ADV | right/ADJ
      PFEEL : ADJ tired happy hungry busy free late early kind ill*2 afraid ~thirsty ~cheerful ~nervous ~proud
      TPRED -> TADJP | very/ADV TADJP | too/ADV TADJP | quite/ADV TADJP
      TADJP : ADJ big small old new cheap good nice long ~unusual ~modern
      BOXPRED -> BOXADJ | too/ADV BOXADJ2 | empty/ADJ | clean/ADJ and/CCONJ dry/ADJ | still/ADV BOXADJ
      BOXADJ : ADJ light*3 heavy clean dry empty ~dusty
      BOXADJ2 : ADJ light heavy ~bulky
      OPENED -> open/ADJ | still/ADV open/ADJ | open/ADJ again/ADV | clean/ADJ
      PLPRED -> open/ADJ | empty/ADJ | quiet/ADJ | very/ADV clean/ADJ | closed/ADJ | close/ADJ to/ADP PLNP
      | not/PART that/ADV far/ADJ | full/ADJ of/ADP PN.pl | on/ADP the/DET left/NOUN | on/ADP the/DET right/NOUN
      LONGADJ : ADJ long short hard good slow ~endless ~pleasant
      EASY : ADJ easy hard right good kind late early nice ~unwise ~pleasant
      CLEARADJ : ADJ clear right good strange ~odd ~obvious
      THERE -> 2 There/PRON is/VERB a/DET TX.sg TSPOT | 2 There/PRON are/VERB NUMQ TN.pl TSPOT
      | There/PRON was/VERB a/DET PN.sg PP | There/PRON is/VERB no/DET MASSN in/ADP the/DET kitchen/NOUN | There/PRON is/VERB no/DET EVENT today/NOUN
      | There/PRON were/VERB ABOUT? NUM PN.pl PP
      TSPOT -> 2 in/ADP the/DET BOXBAG | on/ADP the/DET table/NOUN | PP | under/ADP the/DET chair/NOUN
      MASS -> MASSN is/AUX MASSADJ | MASSN is/AUX MASSADJ here/ADV | work/NOUN is/AUX hard/ADJ
      | I/PRON like/VERB this/DET kind/NOUN of/ADP MASSN | PNP.sg likes/VERB that/DET kind/NOUN of/ADP MASSN
      | light/NOUN is/AUX good/ADJ for/ADP plants/NOUN | some/PRON of/ADP the/DET PN.pl VP.d
      | all/PRON of/ADP us/PRON VP.b | one/NUM of/ADP the/DET PN.pl VP.d | both/CCONJ NAME and/CCONJ NAME2 VP.d
      MASSN : NOUN water fish bread rice milk tea coffee soup ~cheese ~honey ~lemonade
      MASSADJ : ADJ cheap good warm cold ~expensive
      NATURE -> the/DET sun/NOUN rose/VERB early/ADV | the/DET RAIN ENDV | rain/NOUN is/AUX good/ADJ for/ADP the/DET garden/NOUN
      | it/PRON may/AUX rain/VERB SOON | it/PRON will/AUX rain/VERB SOON | it/PRON rained/VERB hard/ADV WHEN.past
      | the/DET light/NOUN in/ADP PLNP is/AUX still/ADV on/ADV | the/DET water/NOUN is/AUX CALM
      RAIN -> rain/NOUN | snow/NOUN | EVENT
      ENDV : VERB stopped started
      CALM : ADJ still cold warm light

      # questions, orders, short replies
      QUESTION -> 3 Do/AUX YOU VP.b | 3 Does/AUX SUBJ.sg VP.b | 4 Did/AUX SUBJ.any VP.b | 2 Can/AUX SUBJ.any VPA.b
      | 3 Will/AUX SUBJ.any VPA.b SOON? | May/AUX I/PRON VPA.b | Is/AUX SUBJ.sg VPA.g | Are/AUX YOU VPA.g
      | 2 Have/AUX YOU VP.n yet/ADV | Has/AUX SUBJ.sg VP.n | What/PRON did/AUX SUBJ.any BUY.b WHEN.past?
      | 2 What/DET TEXTN did/AUX SUBJ.any READ.b WHEN.past? | 2 Which/DET TN.sg did/AUX SUBJ.any BUY.b | Who/PRON VP.d
      | Which/PRON of/ADP the/DET PN.pl VP.d | Where/ADV did/AUX SUBJ.any WORK.b | Why/ADV did/AUX SUBJ.any VP.b
      | When/ADV did/AUX SUBJ.any VPA.b | How/ADV fast/ADV can/AUX SUBJ.sg MOVE.b | How/ADV long/ADV did/AUX the/DET EVENT last/VERB
      | Is/AUX THATP POSS TN.sg | Are/AUX those/PRON POSS TN.pl | Is/VERB there/PRON a/DET TN.sg TSPOT
      | How/ADV many/ADJ TN.pl do/AUX YOU have/VERB | What/PRON do/AUX YOU do/VERB after/ADP EVENTNP
      | What/PRON did/AUX SUBJ.any do/VERB WHEN.past | What/DET kind/NOUN of/ADP TN.sg does/AUX SUBJ.sg want/VERB
      | Why/ADV is/AUX PNP.sg so/ADV PFEEL | Is/AUX PLNP open/ADJ SOON? | Could/AUX you/PRON open/VERB the/DET OPENABLE
      YOU -> 4 you/PRON | they/PRON | PNP.pl
      IMPERATIVE -> 6 VPI | 2 Please/INTJ VPI | 2 Do/AUX n't/PART VPI | Let/VERB 's/PRON VPB.b
      | NAME ,/PUNCT please/INTJ VPI | VPI and/CCONJ then/ADV VPI | VPI before/SCONJ SUBJ.sg VPA.s | Turn/VERB left/ADV at/ADP PLNP
      | VPI ,/PUNCT please/INTJ | Never/ADV VPI | Turn/VERB right/ADV after/ADP PLNP
      ENDI -> 3 ./PUNCT | !/PUNCT
      VPI -> 2 CLEAN.b CLEANABLE | 2 watch/VERB SHOW | 2 book/VERB BOOKABLE | water/VERB the/DET GREENS | open/VERB the/DET OPENABLE
      | light/VERB the/DET FIRE | 2 HELP.b POBJ | answer/VERB ASKED | MOVE.b DIR | play/VERB GAMEOBJ
      | 2 TURN.b SWITCH the/DET SWITCHED | look/VERB at/ADP THESE TN.pl | cook/VERB DISH | wait/VERB for/ADP POBJ | work/VERB hard/ADV
      | mark/VERB the/DET PAGE | drink/VERB POSS DRINKN | plan/VERB POSS OUTING | take/VERB a/DET ACT | change/VERB the/DET plan/NOUN
      | park/VERB the/DET car/NOUN PP | give/VERB POBJ that/DET TN.sg | order/VERB some/DET DRINKN | dry/VERB the/DET CUPS
      PAGE : NOUN page tests box map
      CUPS : NOUN cups plates bowls ~dishes
      EXCLAMATION -> INTJS !/PUNCT | VSHORT !/PUNCT | oh/INTJ ,/PUNCT no/INTJ !/PUNCT | What/DET a/DET GREATEV NICE !/PUNCT
      | 2 How/ADV PFEEL !/PUNCT | Good/ADJ DAYTIME ,/PUNCT NAME !/PUNCT | INTJS ,/PUNCT NAME !/PUNCT | 3 What/DET a/DET GREAT TN2.sg !/PUNCT
      | VSHORT ,/PUNCT NAME !/PUNCT | Good/ADJ work/NOUN !/PUNCT
      INTJS : INTJ hello yes no well hey wow oh
      VSHORT : VERB run help look stop wait listen go watch hurry ~smile
      GREATEV : ADJ nice good great long fast ~wonderful
      GREAT : ADJ nice good lovely great light*2 ~wonderful
      NICE : NOUN play walk show dance drive race talk ride
      DAYTIME : NOUN morning evening
      REPLY -> Yes/INTJ ,/PUNCT SHORTAGREE ./PUNCT | No/INTJ ,/PUNCT CLAUSE.pres ./PUNCT | Well/INTJ ,/PUNCT CLAUSE.past ./PUNCT
      | No/DET PN.sg VP.d ./PUNCT | Thanks/NOUN for/ADP the/DET TADJ TN.sg !/PUNCT | No/DET TALKING ,/PUNCT please/INTJ !/PUNCT
      | Right/INTJ ,/PUNCT CLAUSE.fut ./PUNCT
      SHORTAGREE -> SUBJ.sg does/AUX | SUBJ.b do/AUX | SUBJ.any did/AUX | SUBJ.any can/AUX | SUBJ.any will/AUX | SUBJ.sg has/AUX | that/PRON is/AUX right/ADJ
      TALKING : NOUN talk games questions calls

      # what people do (VPA) and what holds of them (VPS, never progressive)
      VP.{b,s,d,n} -> 9 VPA.@ | 3 VPS.@ | VPA.@ and/CCONJ VPA.@
      VPA.{b,s,d,g,n} -> 58 VPB.@ | 3 TRY.@ to/PART VPB.b | LET.@ POBJ VPB.b | HELPS.@ POBJ VPB.b
      VPB.{b,s,d,g,n} -> 2 EAT.@ FOOD | 3 READ.@ TEXT | 4 BUY.@ TNP | 2 COOK.@ DISH | 5 MOVE.@ DIR | 2 TAKE.@ a/DET TAKEADJ? ACT
      | 2 GO.@ for/ADP a/DET TAKEADJ? OUTING | GO.@ to/ADP EVENTNP | 2 HELP.@ POBJ | TELL.@ POBJ about/ADP ABOUTNP | 2 GIVE.@ POBJ TNI
      | 2 GIVE.@ TNP1 to/ADP POBJ | 3 PLAY.@ GAMEOBJ | 2 WATCH.@ SHOW | 3 CLEAN.@ CLEANABLE | 2 TURN.@ SWITCH the/DET SWITCHED | PICK.@ up/ADP TNP | 2 PUT.@ on/ADP POSS WEAR
      | 6 WORK.@ MANNER | 2 WORK.@ PP | WORK.@ WHILETIME | 2 WATER.@ the/DET GREENS | 2 BOOK.@ BOOKABLE | 2 ANSWER.@ ASKED
      | 2 LEAVE.@ LEFTOBJ | TALK.@ about/ADP ABOUTNP | TALK.@ to/ADP POBJ
      | 2 LOOK.@ at/ADP TNP | LOOK.@ for/ADP TNP | WAIT.@ for/ADP POBJ | OPEN.@ the/DET OPENABLE | 2 MAKE.@ MADE | DRINK.@ DRINKNP
      | 2 SHOW.@ POBJ TNP1 | CHANGE.@ POSS WILL | PAINT.@ PLORT | PARK.@ POSS car/NOUN PP | COACH.@ the/DET TEAM | FISH.@ in/ADP the/DET WATERS
      | DO.@ POSS DONE | SIT.@ BYSPOT | EMPTY.@ the/DET CONTAINER
      VPS.{b,s,d,n} -> 5 WANT.@ to/PART VPB.b | 2 LIKE.@ TNP | LIKE.@ POBJ | 4 HAVE.@ HAD | LOOKS.@ LOOKED | KNOW.@ POBJ | OWN.@ a/DET TX.sg
      | WORKAS.@ as/ADP a/DET ROLE.sg | NEED.@ HELPN | WANT2.@ POBJ to/PART VPB.b
      VPS.{b,s} -> 5 THINK.@ that/SCONJ CLAUSE.pres | 2 THINK.@ that/SCONJ STATED | TELL.@ POBJ that/SCONJ CLAUSE.pres
      VPS.{d,n} -> 5 THINK.@ that/SCONJ CLAUSE.past | 2 TELL.@ POBJ that/SCONJ CLAUSE.past | 2 SAY.@ that/SCONJ CLAUSE.past
      STATED -> PNP.sg is/AUX PFEEL | TNP.sg is/AUX TPRED | PLNP is/AUX PLPRED | PNP.pl are/AUX PFEEL
      HAD -> 3 a/DET TX.sg | NUMQ TN.pl | a/DET DRINKLIKE | no/DET TN.pl | a/DET plan/NOUN | a/DET TAKEADJ cold/NOUN | a/DET cold/NOUN
      | no/DET HELPN | a/DET right/NOUN to/PART VPB.b | to/PART VPA.b
      HELPN : NOUN help work rest water light love
      DRINKLIKE : NOUN drink rest look talk swim dance
      LOOKED -> PFEEL | like/ADP a/DET PADJ? PN.sg | very/ADV PFEEL
      MADE -> a/DET plan/NOUN | a/DET call/NOUN | a/DET cake/NOUN | some/DET MASSFOOD | a/DET TAKEADJ change/NOUN | a/DET TX.sg | a/DET drink/NOUN
      MASSFOOD : NOUN soup tea coffee bread ~cocoa
      WILL : NOUN will plan*2 mind order answer
      PLORT -> the/DET CONTAINER | the/DET OPENABLE | POSS house/NOUN | a/DET map/NOUN
      TEAM : NOUN team runners girls boys ~swimmers
      WATERS : NOUN river lake sea
      DONE : NOUN work duty part
      BYSPOT -> on/ADP the/DET left/NOUN | by/ADP the/DET fire/NOUN | at/ADP the/DET back/NOUN | on/ADP the/DET floor/NOUN
      | still/ADV | outside/ADV | inside/ADV | there/ADV | by/ADP the/DET OPENABLE
      """;
}
