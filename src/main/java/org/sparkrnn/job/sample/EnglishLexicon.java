package org.sparkrnn.job.sample;

/** The noun phrases, adverbials and words of {@link EnglishGrammar}. */
final class EnglishLexicon {
  private EnglishLexicon() {}

  static final String RULES =
      """
      # people
      SUBJ.any -> 3 I/PRON | 5 SUBJ.sg | 4 SUBJ.pl
      SUBJ.b -> 2 I/PRON | 5 SUBJ.pl
      SUBJ.sg -> 3 HESHE | 5 PNP.sg
      SUBJ.pl -> 4 WETHEY | 4 PNP.pl | NAME and/CCONJ NAME2 | POSS ROLE.sg and/CCONJ I/PRON
      HESHE : PRON he*3 she*4
      WETHEY : PRON we*3 they*4 you*2
      PNP.sg -> 6 DET.sg PADJ? PN.sg | 4 POSS ROLE.sg | 3 NAME | NAME2 | 2 DET.sg PN.sg PREL.sg | NAME 's/PART ROLE.sg
      | the/DET PN.sg in/ADP the/DET TADJ2 CLOTHES | the/DET PN.sg on/ADP the/DET SIDE
      PNP.pl -> 6 DET.pl PADJ? PN.pl | 3 POSS ROLE.pl | 2 NUMQ PADJ? PN.pl | 2 DET.pl PN.pl PREL.pl
      | all/DET the/DET PN.pl | both/DET PN.pl
      POBJ -> 5 OBJPRON | 4 PNP.sg | 2 PNP.pl
      OBJPRON : PRON him her*3 me us them you
      PREL.sg -> who/PRON VPA.s | who/PRON VPA.d | that/PRON VPA.d | that/PRON SUBJ.any MET.d | who/PRON THINK.s that/SCONJ STATED
      PREL.pl -> who/PRON VPA.b | who/PRON VPA.d | that/PRON VPA.d | that/PRON SUBJ.any MET.d
      DET.sg : DET the*7 a*4 this that*2 every another
      DET.pl : DET the*7 these those some
      NUMQ -> 2 NUM | many/ADJ | some/DET | several/ADJ | ABOUT NUM
      NUM : NUM two three four five six ten twenty thirty 12 15 40 ~eleven ~seventy ~18 ~90
      ABOUT : ADV about over
      POSS : PRON my*3 your*2 his*3 her*4 our*2 their*2
      PADJ : ADJ old young kind tall tired happy quiet good busy ~clumsy ~polite ~elegant ~cheerful ~stubborn
      NAME : PROPN Anna Tom Maria Peter Will*3 May*3 Mark*3 Bill*2 ~Oscar ~Nadia ~Felix ~Marta
      NAME2 : PROPN Lena David Rose*3 Grace*2 ~Ingrid ~Hugo
      PN.{sg,pl} -> 30 ROLE.@ | 9 SOMEONE.@
      SOMEONE.{sg,pl} : NOUN boy/boys girl/girls child/children man/men woman/women
      ROLE.{sg,pl} : NOUN teacher/teachers student/students doctor/doctors driver/drivers neighbour/neighbours
      ROLE.{sg,pl} : NOUN sister/sisters brother/brothers friend/friends*2 cook/cooks*3 guide/guides*3 guard/guards*3
      ROLE.{sg,pl} : NOUN nurse/nurses singer/singers writer/writers judge/judges*2 coach/coaches*3
      ROLE.{sg,pl} : NOUN ~carpenter/carpenters ~librarian/librarians ~cousin/cousins ~tailor/tailors
      ROLE.{sg,pl} : NOUN ~pilot/pilots ~lawyer/lawyers ~dentist/dentists ~nephew/nephews

      # things
      TNP -> 5 TNP.sg | 3 TNP.pl
      TNP1 -> DET.the TX.sg | POSS TN.sg | DET.the TN.pl | that/DET TN.sg
      DET.the : DET the
      TNP.sg -> 6 TDET.sg TX.sg | 4 POSS TX.sg | 2 TDET.sg TN.sg TREL | NAME 's/PART TN.sg | the/DET TADJ one/NOUN | the/DET left/ADJ TN2.sg
      | a/DET CANOF of/ADP MASSN
      TNP.pl -> 4 TDET.pl TX.pl | 3 POSS TN.pl | 2 NUMQ TX.pl | TDET.pl TN.pl TREL | all/DET the/DET TN.pl
      TDET.sg : DET the*6 a*5 that*4 this*2 another
      TDET.pl : DET the*4 these*2 those*2 some*2
      TREL -> 3 that/PRON SUBJ.any BUY.d | which/PRON SUBJ.any BUY.d | that/PRON SUBJ.any had/AUX BUY.n | that/PRON SUBJ.sg BUY.s
      TN.{sg,pl} : NOUN book/books*3 watch/watches*3 light/lights*3 box/boxes can/cans*3 bag/bags chair/chairs table/tables
      TN.{sg,pl} : NOUN ticket/tickets key/keys phone/phones bike/bikes camera/cameras map/maps cup/cups ball/balls
      TN.{sg,pl} : NOUN picture/pictures plant/plants*2 present/presents plate/plates lamp/lamps
      TN.{sg,pl} : NOUN ~lantern/lanterns ~umbrella/umbrellas ~wallet/wallets ~blanket/blankets ~basket/baskets
      TN.{sg,pl} : NOUN ~necklace/necklaces ~suitcase/suitcases ~mirror/mirrors ~pillow/pillows ~violin/violins
      TX.{sg,pl} -> 5 TN.@ | 2 TADJ TN.@ | 3 TMAT TN2.@
      TADJ : ADJ big small old new red green nice good second right*2 ~purple ~shiny ~enormous
      TMAT : ADJ light*4 heavy clean dry empty ~wooden ~rusty
      TN2.{sg,pl} : NOUN box/boxes*2 bag/bags can/cans*2 cup/cups chair/chairs plate/plates ~basket/baskets ~suitcase/suitcases
      TADJ2 : ADJ red green light dry warm long old ~purple ~woollen
      CLOTHES : NOUN coat hat jacket shirt dress ~scarf ~sweater
      WEAR : NOUN coat hat jacket shirt dress watch ~scarf ~sweater
      SIDE : NOUN left right bus train
      LEFTRIGHT : NOUN left right
      CANOF : NOUN can*4 cup bowl box drink
      CONTAINER : NOUN box bag can*2 cup drawer
      BOXBAG : NOUN box bag drawer car ~cupboard
      OPENABLE : NOUN door window gate box shop ~curtain ~cupboard
      SWITCHED : NOUN light*3 radio lamp water lights ~heater
      SWITCH : ADP on off
      FIRE : NOUN fire candle candles lamp ~stove
      GREENS : NOUN plants*2 flowers trees roses garden ~tulips ~seedlings
      CLEANABLE -> the/DET CLEANED | POSS CLEANED
      CLEANED : NOUN kitchen floor car windows bikes plates house watch ~carpet ~balcony

      # texts, food, games, events
      TEXT -> TDET.sg TEXTN | POSS TEXTN | TDET.sg TADJ TEXTN | a/DET TEXTN about/ADP ABOUTNP | NAME 's/PART TEXTN
      TEXTN : NOUN book*3 letter story play*3 paper poem report*2 test newspaper plan ~novel ~diary ~essay
      FOOD -> a/DET FOODADJ? FOODN.sg | NUM FOODN.pl | some/DET EATEN | POSS EATEN | a/DET CANOF of/ADP soup/NOUN | the/DET EATEN | no/DET EATEN
      FOODADJ : ADJ big small green fresh warm good dry orange ~salty ~tasty
      FOODN.{sg,pl} : NOUN apple/apples cake/cakes egg/eggs sandwich/sandwiches orange/oranges*2 ~pancake/pancakes ~melon/melons ~pear/pears
      EATEN : NOUN fish*3 bread soup rice cake ~cheese ~spinach
      DISH -> some/DET EATEN | the/DET EATEN | POSS EATEN | a/DET FOODADJ meal/NOUN
      DRINKNP -> some/DET DRINKN | POSS DRINKN | a/DET cup/NOUN of/ADP DRINKN | too/ADV much/ADJ DRINKN | no/DET DRINKN
      DRINKN : NOUN water*3 milk tea coffee soup ~lemonade ~cocoa
      GAMEOBJ -> the/DET MUSICAL | a/DET game/NOUN | outside/ADV | football/NOUN | in/ADP PLNP | GAMEN with/ADP POBJ | well/ADV | cards/NOUN
      MUSICAL : NOUN piano guitar drum ~violin ~trumpet
      GAMEN : NOUN games cards football ~chess ~tennis
      SHOW -> the/DET SHOWN | a/DET SHOWNSG | POSS friends/NOUN play/VERB GAMEOBJ | her/PRON WORK.b | the/DET PN.pl WORK.b | that/DET SHOWNSG
      SHOWN : NOUN play*2 show film game birds children race dance ~parade ~fireworks
      SHOWNSG : NOUN play*2 show film game race dance ~parade
      EVENT : NOUN play*2 show*2 dance*2 concert race game meeting party lesson match ~festival ~lecture ~wedding
      EVENTNP -> 3 the/DET EVENT | work/NOUN | POSS EVENT | 1 lunch/NOUN | that/DET EVENT
      BOOKABLE -> a/DET table/NOUN for/ADP NUM | NUM rooms/NOUN | a/DET room/NOUN in/ADP CITY | tickets/NOUN for/ADP EVENTNP | a/DET TADJ? table/NOUN | the/DET train/NOUN to/ADP CITY
      ASKED -> the/DET question/NOUN | POSS call/NOUN | the/DET phone/NOUN | POSS letter/NOUN | every/DET question/NOUN | a/DET hard/ADJ question/NOUN | that/DET question/NOUN
      ABOUTNP -> 2 TNP | PLNP | POSS ABOUTN | the/DET past/NOUN | EVENTNP | the/DET PN.pl | NAME | CITY
      ABOUTN : NOUN work plans*2 rest visit love ~hobby ~career
      OUTING : NOUN walk*3 run*2 swim drive ride ~stroll
      ACT : NOUN walk*3 rest look break swim drive ride turn drink run
      TAKEADJ : ADJ short long good quick fast ~brisk
      LEFTOBJ -> PLNP | the/DET house/NOUN | early/ADV | POSS key/NOUN on/ADP the/DET table/NOUN | the/DET light/NOUN on/ADV | POSS bike/NOUN PP | late/ADV
      THESE : DET these those the

      # places, directions, times
      PP -> 8 PREP PLTHE | in/ADP CITY | near/ADP CITY
      PLTHE -> 5 the/DET PLN | 2 POSS PLN | the/DET PLADJ PLN | that/DET PLN
      PREP : ADP in*3 near behind outside*2 inside*2
      PLNP -> 7 the/DET PLN | 2 POSS PLN | 1 the/DET PLADJ PLN | 3 CITY | that/DET PLN
      PLN : NOUN park*3 school market station library garden village office shop bank hotel house museum theatre
      PLN : NOUN ~bakery ~castle ~stadium ~factory
      PLADJ : ADJ old new small quiet clean ~famous ~gloomy
      CITY : PROPN Paris London Oslo Rome Berlin ~Lisbon ~Vienna ~Dublin ~Prague
      DIR -> 6 to/ADP PLNP | back/ADV to/ADP PLNP | home/ADV | down/ADP the/DET street/NOUN | around/ADP PLNP | 2 past/ADP PLNP | inside/ADV
      | outside/ADV | fast/ADV | there/ADV | along/ADP the/DET river/NOUN | to/ADP EVENTNP | to/ADP work/NOUN | home/ADV after/ADP EVENTNP
      | past/ADP POBJ | around/ADV in/ADP PLNP | back/ADV home/ADV | like/ADP a/DET child/NOUN
      MANNER -> 6 MANNERADV | very/ADV MANNERADV2 | too/ADV MANNERADV2 | with/ADP POBJ | as/ADV MANNERADV2 as/ADP POBJ | all/DET day/NOUN
      | there/ADV | here/ADV | inside/ADV | outside/ADV
      MANNERADV : ADV hard*2 well*2 late early quickly slowly again alone ~gently ~calmly ~eagerly ~patiently
      MANNERADV2 : ADV hard well late long early ~calmly ~patiently
      WHILETIME -> until/ADP TIMEPOINT | after/ADP EVENTNP | before/ADP EVENTNP | for/ADP NUM hours/NOUN | all/DET the/DET time/NOUN | till/ADP TIMEPOINT
      TIMEPOINT -> DAY | lunch/NOUN | the/DET evening/NOUN | May/PROPN
      DAY : PROPN Monday Friday Sunday ~Thursday
      WHEN.past -> 2 yesterday/NOUN | 2 last/ADJ TIMEN | before/ADP EVENTNP | after/ADP EVENTNP | NUM days/NOUN ago/ADV | on/ADP DAY
      | in/ADP May/PROPN | that/DET TIMEN2 | one/NUM TIMEN2 | long/ADV before/ADP EVENTNP
      TIMEN : NOUN week year month night ~autumn
      TIMEN2 : NOUN morning evening day
      SOON -> soon/ADV | tomorrow/NOUN | tonight/NOUN | next/ADJ TIMEN | on/ADP DAY | in/ADP May/PROPN | after/ADP EVENTNP | again/ADV | before/ADP lunch/NOUN
      HOURS : NOUN hours
      FREQ : ADV often always never usually sometimes still ~rarely ~seldom

      # verbs, transitive first
      EAT.{b,s,d,g,n} : VERB eat/eats/ate/eating/eaten*2 share/shares/shared/sharing/shared order/orders/ordered/ordering/ordered
      EAT.{b,s,d,g,n} : VERB ~devour/devours/devoured/devouring/devoured
      READ.{b,s,d,g,n} : VERB read/reads/read/reading/read*2 write/writes/wrote/writing/written finish/finishes/finished/finishing/finished
      READ.{b,s,d,g,n} : VERB study/studies/studied/studying/studied copy/copies/copied/copying/copied ~edit/edits/edited/editing/edited
      BUY.{b,s,d,g,n} : VERB buy/buys/bought/buying/bought*2 sell/sells/sold/selling/sold find/finds/found/finding/found
      BUY.{b,s,d,g,n} : VERB carry/carries/carried/carrying/carried bring/brings/brought/bringing/brought clean/cleans/cleaned/cleaning/cleaned
      BUY.{b,s,d,g,n} : VERB hide/hides/hid/hiding/hidden drop/drops/dropped/dropping/dropped paint/paints/painted/painting/painted
      BUY.{b,s,d,g,n} : VERB ~borrow/borrows/borrowed/borrowing/borrowed ~repair/repairs/repaired/repairing/repaired
      BUY.{b,s,d,g,n} : VERB ~examine/examines/examined/examining/examined ~admire/admires/admired/admiring/admired
      COOK.{b,s,d,g,n} : VERB cook/cooks/cooked/cooking/cooked*3 order/orders/ordered/ordering/ordered prepare/prepares/prepared/preparing/prepared
      MOVE.{b,s,d,g,n} : VERB walk/walks/walked/walking/walked*3 run/runs/ran/running/run*2 drive/drives/drove/driving/driven
      MOVE.{b,s,d,g,n} : VERB ride/rides/rode/riding/ridden hurry/hurries/hurried/hurrying/hurried go/goes/went/going/gone
      MOVE.{b,s,d,g,n} : VERB ~wander/wanders/wandered/wandering/wandered ~march/marches/marched/marching/marched
      TAKE.{b,s,d,g,n} : VERB take/takes/took/taking/taken*4 enjoy/enjoys/enjoyed/enjoying/enjoyed
      GO.{b,s,d,g,n} : VERB go/goes/went/going/gone
      HELP.{b,s,d,g,n} : VERB help/helps/helped/helping/helped*2 call/calls/called/calling/called*2 visit/visits/visited/visiting/visited
      HELP.{b,s,d,g,n} : VERB thank/thanks/thanked/thanking/thanked watch/watches/watched/watching/watched guide/guides/guided/guiding/guided
      HELP.{b,s,d,g,n} : VERB meet/meets/met/meeting/met guard/guards/guarded/guarding/guarded judge/judges/judged/judging/judged
      HELP.{b,s,d,g,n} : VERB ~praise/praises/praised/praising/praised ~invite/invites/invited/inviting/invited
      MET.{d} : VERB met helped called visited saw liked ~invited ~praised
      TELL.{b,s,d,g,n} : VERB tell/tells/told/telling/told
      SAY.{d,n} : VERB said/said answered/answered ~whispered/whispered
      GIVE.{b,s,d,g,n} : VERB give/gives/gave/giving/given*2 send/sends/sent/sending/sent show/shows/showed/showing/shown*2
      SHOW.{b,s,d,g,n} : VERB show/shows/showed/showing/shown*3 lend/lends/lent/lending/lent
      PLAY.{b,s,d,g,n} : VERB play/plays/played/playing/played
      WATCH.{b,s,d,g,n} : VERB watch/watches/watched/watching/watched*3 see/sees/saw/seeing/seen
      CLEAN.{b,s,d,g,n} : VERB clean/cleans/cleaned/cleaning/cleaned*3 paint/paints/painted/painting/painted ~scrub/scrubs/scrubbed/scrubbing/scrubbed
      TURN.{b,s,d,g,n} : VERB turn/turns/turned/turning/turned
      PICK.{b,s,d,g,n} : VERB pick/picks/picked/picking/picked
      PUT.{b,s,d,g,n} : VERB put/puts/put/putting/put try/tries/tried/trying/tried
      WATER.{b,s,d,g,n} : VERB water/waters/watered/watering/watered*3 plant/plants/planted/planting/planted
      BOOK.{b,s,d,g,n} : VERB book/books/booked/booking/booked*4 find/finds/found/finding/found
      ANSWER.{b,s,d,g,n} : VERB answer/answers/answered/answering/answered
      LEAVE.{b,s,d,g,n} : VERB leave/leaves/left/leaving/left
      DRINK.{b,s,d,g,n} : VERB drink/drinks/drank/drinking/drunk*3 order/orders/ordered/ordering/ordered
      OPEN.{b,s,d,g,n} : VERB open/opens/opened/opening/opened*2 close/closes/closed/closing/closed
      MAKE.{b,s,d,g,n} : VERB make/makes/made/making/made
      CHANGE.{b,s,d,g,n} : VERB change/changes/changed/changing/changed
      PAINT.{b,s,d,g,n} : VERB paint/paints/painted/painting/painted
      PARK.{b,s,d,g,n} : VERB park/parks/parked/parking/parked
      COACH.{b,s,d,g,n} : VERB coach/coaches/coached/coaching/coached train/trains/trained/training/trained
      FISH.{b,s,d,g,n} : VERB fish/fishes/fished/fishing/fished swim/swims/swam/swimming/swum
      DO.{b,s,d,g,n} : VERB do/does/did/doing/done
      EMPTY.{b,s,d,g,n} : VERB empty/empties/emptied/emptying/emptied dry/dries/dried/drying/dried
      LET.{b,s,d,g,n} : VERB let/lets/let/letting/let make/makes/made/making/made
      HELPS.{b,s,d,g,n} : VERB help/helps/helped/helping/helped
      # verbs without an object, or with a clause
      WORK.{b,s,d,g,n} : VERB work/works/worked/working/worked*3 rest/rests/rested/resting/rested dance/dances/danced/dancing/danced*2
      WORK.{b,s,d,g,n} : VERB talk/talks/talked/talking/talked sing/sings/sang/singing/sung sleep/sleeps/slept/sleeping/slept
      WORK.{b,s,d,g,n} : VERB play/plays/played/playing/played*2 cook/cooks/cooked/cooking/cooked train/trains/trained/training/trained
      WORK.{b,s,d,g,n} : VERB ~yawn/yawns/yawned/yawning/yawned ~giggle/giggles/giggled/giggling/giggled
      TALK.{b,s,d,g,n} : VERB talk/talks/talked/talking/talked*2 write/writes/wrote/writing/written
      LOOK.{b,s,d,g,n} : VERB look/looks/looked/looking/looked
      WAIT.{b,s,d,g,n} : VERB wait/waits/waited/waiting/waited
      SIT.{b,s,d,g,n} : VERB sit/sits/sat/sitting/sat rest/rests/rested/resting/rested stand/stands/stood/standing/stood
      TRY.{b,s,d,g,n} : VERB try/tries/tried/trying/tried begin/begins/began/beginning/begun start/starts/started/starting/started
      TRY.{b,s,d,g,n} : VERB learn/learns/learned/learning/learned promise/promises/promised/promising/promised ~refuse/refuses/refused/refusing/refused
      WANT.{b,s,d,n} : VERB want/wants/wanted/wanted*2 need/needs/needed/needed hope/hopes/hoped/hoped plan/plans/planned/planned
      WANT.{b,s,d,n} : VERB like/likes/liked/liked love/loves/loved/loved
      WANT2.{b,s,d,n} : VERB want/wants/wanted/wanted*2 ask/asks/asked/asked
      NEED.{b,s,d,n} : VERB need/needs/needed/needed want/wants/wanted/wanted
      LIKE.{b,s,d,n} : VERB like/likes/liked/liked*2 love/loves/loved/loved remember/remembers/remembered/remembered
      HAVE.{b,s,d,n} : VERB have/has/had/had
      LOOKS.{b,s,d,n} : VERB look/looks/looked/looked
      KNOW.{b,s,d,n} : VERB know/knows/knew/known
      OWN.{b,s,d,n} : VERB own/owns/owned/owned
      WORKAS.{b,s,d,n} : VERB work/works/worked/worked
      THINK.{b,s,d,n} : VERB think/thinks/thought/thought*2 know/knows/knew/known*2 hope/hopes/hoped/hoped*2 believe/believes/believed/believed
      """;
}
