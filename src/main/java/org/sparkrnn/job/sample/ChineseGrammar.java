package org.sparkrnn.job.sample;

/**
 * Chinese sentences about everyday life, segmented, with the tags of the Peking University corpus:
 * n noun, nr person, ns place, t time, f locality, m numeral, q measure word, r pronoun, v verb, a
 * adjective, d adverb, p preposition, c conjunction, u particle, y sentence-final particle, e
 * exclamation, w punctuation.
 */
final class ChineseGrammar {
  private ChineseGrammar() {}

  static final String RULES =
      """
      S -> 40 DECL 。/w | 14 QUESTION | 7 ORDER | 4 EXCL | 14 COMPLEX 。/w
      DECL -> 14 SUBJ PRED | 4 SUBJ TPAST PASTP | 3 TPAST ，/w SUBJ PASTP | 3 SUBJ TFUT FUTP | 2 TFUT ，/w SUBJ FUTP | 3 TIME ，/w SUBJ PRED
      | 6 DESCRIBE | 5 EXIST | 5 EVENTS | 4 BOTH BOTHP | 3 SUBJ 先/d ACT ，/w 再/d ACT2 | 2 SUBJ 一边/d DO ，/w 一边/d DO2 | 2 RELP PRED
      | 2 TPAST ，/w SUBJ PASTP ，/w 又/d PASTP | 2 TIME SUBJ 在/p PLACE VPIN ，/w BOTH BOTHP

      # complex sentences: a reason and what follows from it
      COMPLEX -> 4 因为/c WHY ，/w 所以/c PRON RESULT | 3 如果/c IF ，/w PRON 就/d PLAN | 2 虽然/c WHY ，/w 但是/c PRON STILL | 3 SUBJ 一/d GOT ，/w 就/d DONEXT
      | 2 SUBJ LIKEP ，/w 可是/c PRON2 不/d LIKEP | 2 PERSON1 DO 的/u 时候/n ，/w PERSON1 在/d DO | 2 不但/c NAME LIKEP ，/w 而且/c NAME2 也/d LIKEP
      | 2 如果/c IF ，/w 那/c PRON 就/d PLAN 吧/y | 2 快/d 下/v SNOW 了/y ，/w PERSON1 CLOTHES | 2 WHY ，/w 那/c PRON 就/d PLAN | 2 SUBJ 说/v ，/w PRON PRED ，/w 可是/c PERSON1 STILL
      | 因为/c WHY ，/w 所以/c BOTH RESULT ，/w 可是/c PERSON1 STILL | 如果/c IF ，/w PERSON1 就/d PLAN ，/w 可是/c 如果/c 下/v SNOW ，/w PRON 就/d PLAN
      COMPLEX -> 2 TPAST ，/w SUBJ PASTP ，/w 又/d PASTP ，/w 可是/c 因为/c WHY ，/w 所以/c BOTH RESULT
      COMPLEX -> 虽然/c WHY ，/w 但是/c PRON STILL ，/w 而且/c BOTH BOTHP ，/w 所以/c PERSON1 也/d 只/d 能/v 在/p 家/n 里/f DO
      WHY -> 外面/f 下/v 着/u SNOW | NAME 病/v 了/y | NAME 很/d FEEL | NAME 没有/v 空/n | PERSON1 没有/v 钱/n | 明天/t 有/v ACTIVITY | 今天/t 天气/n 不/d 好/a | NAME 要/v 开/v 会/n | 工作/n 很/d 忙/a
      IF -> 明天/t 下/v SNOW | 周末/t 有/v 空/n | NAME 不/d 来/v | 明天/t 没有/v 课/n | 天气/n 好/a | NAME 不/d 忙/a | 工作/n 做/v 完/v 了/y | NAME 有/v 时间/n
      RESULT -> 没有/d ACT | 不/d 想/v ACT | 在/p 家/n 里/f 休息/v | 不/d 能/v MOVEP | 还/d 没有/d ACT | 只/d 能/v 在/v 家/n | 没有/d 给/p NAME GIVEDO
      PLAN -> MOVEP | 在/p 家/n DO | 不/d MOVEP | 和/p PERSONO TOGETHER | 能/v ACT | 给/p PERSONO GIVEDO | 在/v 家/n 等/v PERSONO | 把/p BAPLAN
      STILL -> 还/d 在/d DO | 还/d 要/v ACT | 还是/d MOVEP | 还/d 想/v ACT | 没有/d 休息/v | 还/d 在/v PLACE
      GOT -> 到/v 家/n | 下/v 车/n | 有/v 空/n | 有/v 钱/n | 到/v 周末/t | 下/v SNOW | 起床/v | ~ 放假/v
      DONEXT -> DO2 | 给/p PERSONO GIVEDO | 看/v BOOKOBJ | 高兴/a 得/u 跳舞/v | MOVEP | NV
      LIKEP -> 喜欢/v LIKED | 想/v MOVEP | 爱/v VPIN | 会/v SKILL
      CLOTHES -> 还/d 没/d 带/v 伞/n | 快/d 回/v 家/n 吧/y | 把/p 窗户/n 关上/v 了/y | 没有/v 伞/n | 穿/v 上/v 了/u 大衣/n

      # predicates by time: any, past, future, and after "both"
      PRED -> 5 ACT | 6 PERF | 9 STATE | 4 在/d DO | 2 正在/d DO | 4 MODAL ACT | 3 不/d NMODAL ACT | 3 没有/d ACT | 3 FREQ ACT | 2 会/v SKILL | 3 MANNER | 2 THINK
      | 2 已经/d VDONE 了/y | 还/d 没/d VDONE | 2 只/d LITTLE | 2 老/d BADHABIT | 2 白/d WASTED | 光/d 想/v ACT | 直/d LAUGH | 2 来/v ACT | 3 MOVEP
      PASTP -> 7 PERF | 3 没有/d ACT | 3 在/p PLACE VPIN | 2 和/p PERSONO TOGETHER | 2 给/p PERSONO GIVEDO | 2 花/v 了/u MONEY | 2 MOVEP | 白/d WASTED
      FUTP -> 5 MODAL ACT | 3 不/d NMODAL ACT | 2 要/v 在/p PLACE VPIN | 2 想/v 和/p PERSONO TOGETHER | 2 会/v 给/p PERSONO GIVEDO | 2 还/d 要/v ACT | 有/v ACTIVITY | 得/v ACT
      BOTHP -> 5 STATE | 2 在/d DO | 3 MODAL ACT | 2 会/v SKILL | 2 PERF | 没有/d ACT | 在/v PLACE
      MODAL : v 想*3 要*3 会*3 能 可以 应该 得 ~愿意 ~打算
      NMODAL : v 想*2 会*3 能*2 应该 ~愿意 ~打算
      FREQ : d 常常*2 经常*2 总是 又 也*2 还*2 才 刚 ~偶尔 ~往往
      ACT -> 8 DO | 3 MOVEP | 3 在/p PLACE VPIN | 3 给/p PERSONO GIVEDO | 2 和/p PERSONO TOGETHER | 跟/p PERSONO TOGETHER | 3 把/p BAPLAN | 2 用/p TOOLUSE | 2 给/v PERSONO NUMQN | 对/p PERSONO 说/v 谢谢/v | 让/v PERSONO DO | 请/v PERSONO DO2
      | 帮/v PERSONO DO | 2 花/v 钱/n 买/v THINGN | 还/v BOOKOBJ | 种/v 花/n | 扫/v 地/n | 过/v 生日/n | 得/v 奖/n | 锁/v 门/n | 点/v 菜/n | 热/v 饭/n | 像/v KIN 一样/u NV | 为/p PERSONO 做/v 饭/n | 从/p PLACE 出发/v
      ACT2 -> MOVEP | DO | 给/p PERSONO GIVEDO | 把/p BAPLAN | 还/v BOOKOBJ
      DO -> 4 READ BOOKOBJ | 3 EAT FOODOBJ | 2 买/v THINGOBJ | 2 STUDY SUBJECT | 2 喝/v DRINKOBJ | 2 画/v DRAWN | 2 听/v HEAR | 看/v SEEN | 5 NV | 帮助/v PERSONO | 等/v PERSONO | 2 MAKE MADE | 2 准备/v PREPARED
      | 2 讨论/v ISSUE | 2 写/v WRITTEN | 修/v FIXED | 找/v THINGOBJ | 2 VPIN | 翻译/v BOOKOBJ | 研究/v ISSUE | 编辑/v WRITTENB | 回答/v 问题/n | 练习/v LANG
      DO2 -> 唱/v 歌/n | 听/v 音乐/n | 喝/v 茶/n | 看/v 书/n | 聊天/v | 吃/v FOODN | 做/v 饭/n | 看/v 比赛/n | 画/v 画/n | 休息/v | ~ 散步/v
      VPIN -> 5 NVIN | 看/v BOOKN | 唱/v 歌/n | 跳舞/v | 休息/v | 聊天/v | 跑步/v | 画/v 画/n | 等/v PERSONO | 开/v 会/n | ~ 打/v 乒乓球/n | ~ 散步/v | ~ 下/v 象棋/n
      NV : v 工作*3 学习*2 练习*2 比赛 表演 休息 旅行 ~锻炼 ~排练
      NVIN : v 工作*4 学习*3 练习 比赛 表演 生活*2 ~锻炼 ~排练
      SKILL -> 画/v 画/n | 开/v 车/n | 做/v FOODN | 唱/v 歌/n | 游泳/v | 说/v LANG | 修/v FIXN | 翻译/v BOOKN | 种/v 花/n | 跳舞/v | ~ 打/v 乒乓球/n
      LANG : n 汉语 英语 法语 ~德语 ~日语
      PERF -> 3 READ 了/u NUMBOOK | 2 EAT 了/u FOODNUM | 3 买/v 了/u NUMQN | 2 去/v 过/u GOPLACE | 看/v 过/u FILM | 2 给/v 了/u PERSONO NUMQN | 5 把/p BADONE | 2 给/p PERSONO 买/v 了/u NUMQN | 2 被/p PERSONO BEI 了/u 一/m 次/q
      | 2 工作/v 了/u LONG | 学习/v 了/u LONG | 画/v 了/u NUMX 张/q 画/n | 开/v 了/u NUMX 个/q 会/n | 得/v 了/u 第一/m 名/q | 2 花/v 了/u MONEY | 回答/v 了/u NUMX 个/q 问题/n | 向/p PERSONO 借/v 了/u NUMQN | 对/p PERSONO 笑/v 了/u 笑/v
      | 和/p PERSONO 聊/v 了/u LONG | 做/v 了/u 一/m 个/q NOMN | 走/v 了/u LONG | 得/v 了/u 奖/n | 在/p PLACE 等/v 了/u LONG | 比赛/v 了/u NUMX 次/q | 给/p PERSONO 写/v 了/u 一/m 封/q 信/n | 用/p NUMQTOOL 画/v 了/u 一/m 张/q 画/n
      LONG -> NUMX 个/q 小时/n | NUMX 天/q | NUMX 年/q | 很/d 久/a | 十/m 多/m 天/q | 三十/m 多/m 年/q
      STATE -> 4 DEGREE FEEL | 3 喜欢/v LIKED | 3 在/v PLACE | 3 有/v HAVEOBJ | 3 没有/v HAVENOT | 2 比/p PERSONO TALL | 和/p PERSONO 一样/a TALL | 像/v PERSONO 一样/u TALL | 对/p PERSONO 很/d TOWARD | 认识/v PERSONO | 会/v LANG
      TALL : a 高 忙 热情 认真 努力 ~勤快 ~聪明
      TOWARD : a 好*2 热情 客气 ~友好 ~冷淡
      THINK -> 觉得/v SUBJTHING DEGREE QUAL | 希望/v PERSON1 FUTP | 知道/v PERSON1 STATE | 说/v PRON PRED | 知道/v 这/r 件/q 事/n | 计划/v 去/v CITY 旅行/v | 决定/v MOVEP | 建议/v 大家/r MOVEP
      VDONE -> 看/v 完/v BOOKN | 吃/v 完/v 饭/n | 回/v 家/n | 到/v 学校/n | 做/v 完/v 工作/n | 写/v 完/v 报告/n | 上/v 车/n | 决定/v | 准备/v 好/a
      LITTLE -> 有/v NUMQN | 吃/v FOODN | 喝/v DRINKN | 看/v BOOKN | 买/v 了/u NUMQN | 认识/v NAME | 想/v 休息/v
      BADHABIT -> 迟到/v | 生病/v | 忘/v 带/v 书/n | 说/v 这/r 件/q 事/n | 不/d 吃/v 饭/n | ~ 打架/v
      WASTED -> 去/v 了/u 一/m 趟/q | 等/v 了/u LONG | 准备/v 了/u LONG | 花/v 了/u NUMX 块/q 钱/n
      LAUGH -> 笑/v | 哭/v | 摇/v 头/n | 点/v 头/n
      MANNER -> RUN 得/u 很/d HOW | RUN 得/u 不/d HOW | RUN 得/u 比/p PERSONO HOW | 高兴/a 得/u 跳/v 了/u 起来/v | 说/v 得/u 很/d 对/a | 做/v 得/u 不/d 对/a | ADVA 地/u DO | ADVA 地/u 走/v 进/v PLACEN | ADVA 地/u 说/v ，/w PRON STATE
      RUN : v 跑 走 说 写 画*2 唱 学 做 睡 ~游 ~跳
      HOW : a 快*3 慢 好*4 早 晚 认真 ~棒 ~稳
      ADVA : a 慢慢 高兴 认真 安静 热情 努力 ~仔细 ~耐心
      MOVEP -> 4 GO GOPLACE | 2 GO GOPLACE VPIN2 | 2 坐/v VEHICLE 去/v CITY | 回/v 家/n | 走/v 到/v PLACEN | 出/v 门/n | 上/v 楼/n | 下/v 楼/n | 上/v 车/n | 下/v 车/n | 到/v CITY 旅行/v | ~ 逛/v 街/n
      VPIN2 -> 看/v 书/n | 工作/v | 学习/v | 开/v 会/n | 看/v 表演/n | 看/v PERSONO | 买/v THINGN | 参加/v ACTIVITY
      GO : v 去*4 来 到
      GOPLACE -> 3 PLACEN | 3 CITY | 那/r 家/q SHOP | NAME 家/n | 一/m 家/q SHOP | 这/r 几/m 家/q SHOP
      GIVEDO -> 打/v 电话/n | 写/v 信/n | 买/v THINGN | 做/v 饭/n | 讲/v 故事/n | 画/v 画/n | 送/v 花/n | 开/v 门/n | 上/v 课/n | 唱/v 歌/n | 修/v FIXN | 翻译/v BOOKN
      TOGETHER -> 谈话/v | 见面/v | 商量/v ISSUE | 讨论/v ISSUE | 一起/d DO | 一起/d MOVEP | 聊天/v | ~ 握手/v | ~ 下/v 象棋/n
      BADONE -> DEF MONO 打开/v 了/y | DEF MONO KEEP 在/p SPOT | THEBOOK 还/v 给/v 了/u PERSONO | THEBOOK 放/v 在/p SPOT | THEROOM 打扫/v 得/u 很/d 干净/a | DEF 把/q KNIFE 给/v 了/u PERSONO | 这/r 件/q 事/n 告诉/v 了/u PERSONO
      | THEBOOK 看/v 完/v 了/y | 灯/n 关上/v 了/y | 工作/n 做/v 完/v 了/y | 画/n 挂/v 在/p 墙/n 上/f | 菜/n 热/v 了/u 一/m 遍/q | 门/n 锁/v 好/a 了/y | 花/n 送/v 给/v 了/u PERSONO | 那/r 几/m 把/q KNIFE 洗/v 干净/a 了/y
      BAPLAN -> THEBOOK 还/v 给/v PERSONO | THEBOOK 看/v 完/v | THEBOOK 放/v 在/p SPOT | 门/n 打开/v | 工作/n 做/v 完/v | DEF 把/q KNIFE 给/v PERSONO | THEROOM 打扫/v 干净/a | 地/n 扫/v 干净/a | 这/r 张/q 画/n 送/v 给/v PERSONO
      KEEP : v 放 忘
      DEF : r 这 那
      MONO -> 个/q BOXN | 封/q 信/n | 把/q 伞/n | 把/q 锁/n
      KNIFE : n 刀 椅子 钥匙 伞 ~剪刀 ~梳子
      BOXN : n 箱子 盒子 包 ~抽屉 ~信封
      THEBOOK -> 书/n | 那/r 本/q BOOKN | 这/r 封/q 信/n | NAME 的/u BOOKN | 那/r 份/q 报告/n
      THEROOM : n 房间 厨房 教室 ~阳台
      BEI : v 批评 看见 ~表扬 ~拒绝
      TOOLUSE -> NUMQTOOL 写/v 信/n | 这/r 把/q 刀/n 切/v 菜/n | 热/a 水/n 洗/v 衣服/n | LANG 回答/v 问题/n | LANG 写/v 信/n | 这/r 把/q 钥匙/n 开/v 门/n | 手/n 洗/v WEARN
      NUMQTOOL -> 一/m 支/q 笔/n | 这/r 支/q 笔/n
      HAVEOBJ -> 4 NUMQN | 一/m 个/q 计划/n | 很/d 多/a THINGN | 一/m 份/q 好/a 工作/n | 空/n | NUMX 个/q PERSONN | 一/m 个/q 问题/n | NUMX 个/q 会/n | 两/m 门/q 课/n | 工作/n | 希望/n | 变化/n | 一/m 个/q KIN | NUMX 个/q 老/a 朋友/n
      HAVENOT -> THINGN | 工作/n | 空/n | 课/n | 计划/n | 钱/n | 建议/n | 时间/n | 问题/n | 希望/n | 变化/n
      MONEY -> NUMX 块/q 钱/n | NUMX 个/q 小时/n | 很/d 多/a 钱/n | 不少/m 时间/n | NUMX 天/q 时间/n

      # subjects and persons
      SUBJ -> 8 PRON | 6 PERSON1 | 那/r 个/q PERSONN | RELP | 大家/r | DEF 位/q PERSONN | NAME 的/u 老/a OLDN | 那/r NUMP 个/q PERSONN
      BOTH -> 2 PRONSG 和/c NAME 都/d | NAME 和/c NAME2 都/d | NAME 和/c PRONSG KIN 都/d | 每/r 个/q PERSONN 都/d | 我们/r 都/d | 他们/r 也/d | NAME 和/c NAME2 也/d
      SUBJTHING -> DEMTHING | NAME 的/u BOOKN | DEF 家/q SHOP | 这/r 份/q 工作/n | 这/r 次/q ACTIVITY | CITY
      PRON : r 我*4 你*2 他*4 她*4 我们*3 他们*2 ~咱们
      PRON2 : r 我 他 她 我们
      PRONSG : r 我 他 她
      PERSONO -> 4 PERSON1 | 3 PRONOBJ | 那/r 个/q PERSONN
      PRONOBJ : r 他 她 他们 大家
      PERSON1 -> 5 NAME | 2 PRON 的/u PERSONN | NAME 的/u PERSONN | 2 PRONSG KIN
      NAME : nr 小明*3 小红*3 王芳*2 李伟*2 张老师 ~阿强 ~刘洋 ~周杰
      NAME2 : nr 小兰*2 陈刚*2 花花 ~赵敏 ~小雪
      POSS -> PRON 的/u | NAME 的/u
      KIN : n 妈妈 爸爸 哥哥 姐姐 弟弟 妹妹 ~爷爷 ~奶奶 ~叔叔
      PERSONN : n 老师 学生 朋友*2 同学 医生 司机 孩子 同事 翻译*3 导演*3 编辑*3 领导*2 代表*3 ~邻居 ~护士 ~工程师 ~律师 ~厨师
      RELP -> DO 的/u PERSONW | 穿/v 着/u WEARN 的/u PERSONW | 在/p PLACE VPIN 的/u PERSONW | 会/v SKILL 的/u PERSONW | 没有/v HAVENOT 的/u PERSONW | 喜欢/v VPIN 的/u PERSONW
      OLDN : n 朋友 同学 同事 ~邻居
      PERSONW : n 人 孩子 学生 老师 同学 翻译 ~小伙子 ~姑娘

      # objects
      READ : v 看*4 读*2 借 找 翻译 ~抄
      BOOKOBJ -> 2 书/n | NUMBOOK | 这/r 本/q BOOKN | 那/r NUMP 本/q BOOKN | POSS BOOKN | 那/r 份/q 报告/n
      NUMBOOK -> NUMX 本/q BOOKN | 一/m 本/q QUALDE BOOKN | 一/m 份/q 报告/n | 十/m 多/m 本/q BOOKN
      BOOKN : n 书*3 小说 词典 杂志 ~诗集 ~日记 ~漫画
      QUALDE -> 很/d QUALB 的/u | 好/a | 新/a | QUALB 的/u
      QUALB : a 好 新 旧 有名 ~有趣 ~厚
      WRITTENB -> 一/m 本/q BOOKN | 那/r 份/q 报告/n | 这/r 本/q BOOKN
      EAT : v 吃*4 做 ~品尝
      FOODOBJ -> 3 FOODN | FOODNUM | FOODN 和/c FOODB | FOODN 、/w FOODB 和/c FOODN3 | FOODN 、/w FOODB 等/u 东西/n | 好/d 多/m FOODN
      FOODNUM -> NUMX 个/q FOODCOUNT | NUMX 碗/q BOWL | NUMX 块/q 蛋糕/n | 不少/m FOODN | NUMX 条/q 鱼/n
      FOODN : n 米饭 面条 鱼 蛋糕 ~豆腐 ~土豆
      FOODB : n 苹果 面包 ~香蕉 ~西瓜
      FOODN3 : n 鸡蛋 饺子 菜
      FOODCOUNT : n 苹果 鸡蛋 面包 饺子 ~橘子 ~包子
      BOWL : n 面条 米饭 汤 ~粥 ~馄饨
      DRINKOBJ -> 水/n | NUMX 杯/q DRINKN | 一/m 口/q 水/n | 热/a 茶/n | NUMX 瓶/q DRINKN
      DRINKN : n 水 茶 牛奶 咖啡 ~果汁 ~可乐 ~豆浆
      THINGOBJ -> 5 NUMQN | 2 THINGN | POSS THINGN | 花/n 、/w 衣服/n 等/u 东西/n | 花/n 和/c THINGN2 | PRON 喜欢/v 的/u THINGN | DEMTHING
      THINGN : n 书 花*3 画*2 衣服 笔 锁 灯 伞 手机 本子 ~手表 ~帽子 ~玩具
      THINGN2 : n 书 画 笔 灯 ~手表 ~帽子
      NUMQN -> 2 NUMX 本/q BOOKN | 3 NUMX 把/q KNIFE | 2 NUMX 张/q PAPER | NUMX 件/q WEARN | 2 NUMX 只/q ANIMAL | NUMX 朵/q 花/n | NUMX 辆/q CARN | NUMX 块/q BLOCK
      | 一/m 把/q 好/a KNIFE | NUMX 支/q 笔/n | 一/m 把/q 新/a 锁/n | 一/m 件/q 好/d QUALT 的/u WEARN | 十/m 多/m 本/q BOOKN | 一/m 盏/q 灯/n | 一/m 只/q 白/a ANIMAL | 一/m 朵/q 白/a 花/n
      DEMTHING -> DEF 本/q BOOKN | DEF 把/q KNIFE | DEF 张/q PAPER | DEF 件/q WEARN | DEF 朵/q 花/n | DEF 辆/q CARN | DEF 只/q ANIMAL | DEF 幅/q 画/n | DEF 把/q 锁/n
      NUMX -> 5 一/m | 3 两/m | 2 NUMW | 2 几/m
      NUMP : m 两*3 三 四 几 ~八
      NUMW : m 三 四 五 六 十 ~八 ~十二 ~二十
      PAPER : n 画*3 桌子 地图 照片 票 ~邮票 ~床
      WEARN : n 衣服 大衣 毛衣 ~衬衫 ~外套
      ANIMAL : n 猫 鸟 鸡 ~兔子 ~狗
      CARN : n 车 自行车 汽车 ~卡车 ~摩托车
      BLOCK : n 蛋糕 面包 手表 ~石头 ~糖
      STUDY : v 学习*4 研究*3 学 教
      SUBJECT : n 汉语 历史 音乐 数学 英语 ~物理 ~化学 ~法语
      DRAWN -> 2 画/n | NUMX 张/q 画/n | 花/n | NUMX 只/q ANIMAL | NUMX 朵/q 花/n | 一/m 张/q 地图/n
      HEAR -> 音乐/n | 老师/n 的/u 建议/n | NAME 的/u 回答/n | NAME 的/u 报告/n | NUMX 个/q 报告/n | NAME 的/u 计划/n | 歌/n
      SEEN -> 比赛/n | NUMX 场/q 比赛/n | NAME 的/u 表演/n | 那/r 场/q 表演/n | 电影/n
      ACTIVITY : n 比赛*2 表演*2 会 活动 ~晚会 ~展览
      LIKED -> 2 VPIN | THINGN | 2 NAME | POSS 工作/n | 这/r 份/q 工作/n | 这里/r 的/u 生活/n | NAME 的/u 画/n | 红/a 花/n | 好/d QUALT 的/u WEARN | 旅行/v | DO2 | CITY
      MAKE : v 做*3 完成 ~负责
      MADE -> POSS 工作/n | 这/r 份/q 工作/n | 今年/t 的/u 计划/n | POSS 研究/n | 很/d 多/a 练习/n | 新/a 的/u NOMN | 一/m 个/q NOMN
      NOMN : n 计划*2 决定*2 报告*2 练习 研究 ~实验
      PREPARED -> 明天/t 的/u ACTIVITY | NAME 的/u 生日/n | 一/m 个/q 报告/n | 晚饭/n | 明天/t 的/u 工作/n | 比赛/n
      ISSUE -> 这/r 个/q 问题/n | 工作/n | NAME 的/u 计划/n | 旅行/n 的/u 计划/n | NAME 的/u 建议/n | 这/r 件/q 事/n | 明天/t 的/u ACTIVITY | 这/r 个/q 决定/n
      WRITTEN -> 信/n | 一/m 封/q 信/n | 报告/n | 一/m 个/q 计划/n | 汉字/n | 一/m 本/q BOOKN
      FIXED -> POSS CARN | NUMX 辆/q CARN | FIXN
      FIXN : n 锁 灯 门 车

      # descriptions, existence, events
      DESCRIBE -> 3 DEMTHING DEGREE QUALT | 2 POSS WEARN DEGREE QUALT | 3 WEATHER | NAME 的/u 工作/n 很/d WORKQ | NAME 的/u 回答/n 很/d 对/a | DEF 家/q SHOP 比/p 那/r 家/q PLACEQ | PRONSG KIN 是/v PERSONN | DEMTHING 是/v POSS
      | PERSON1 是/v 一/m 个/q 好/a PERSONN | CITY 的/u 变化/n 很/d 大/a | NAME 的/u 画/n GOODD 好/a | 这里/r 的/u 地/n 很/d 干净/a | 这/r 门/q 课/n DEGREE WORKQ | NAME 的/u 爱好/n 是/v HOBBY | NAME 的/u 希望/n 是/v 去/v CITY 工作/v
      | 旅行/n 能/v 让/v PERSONO 高兴/a | 工作/n 和/c 生活/n 都/d 很/d 重要/a | 学习/n 是/v 重要/a 的/u 事/n | DEF 份/q 工作/n DEGREE WORKQ | 买/v THINGN 的/u PERSONW 是/v NAME | 墙/n 很/d 白/a | CITY 的/u 生活/n GOODD 好/a | DEF 辆/q CARN DEGREE 快/a | 火车/n DEGREE 快/a | NAME 的/u BOOKN GOODD 好/a
      GOODD : d 很*2 真 非常 不 ~特别 ~十分
      DEGREE : d 很*5 好*3 真*3 非常 不*2 最 ~特别 ~十分
      QUAL : a 大 小 漂亮 ~有趣 ~特殊
      QUALT : a 大 小 贵 便宜 新 漂亮 旧 ~结实 ~难看
      PLACEQ : a 大 好 干净 远 近 便宜 ~热闹
      FEEL : a 高兴 累 忙 饿 热情 努力 ~着急 ~紧张 ~骄傲
      WORKQ : a 忙 累 重要 难 ~轻松 ~辛苦
      WEATHER -> 今天/t DEGREE HOT | 外面/f DEGREE HOT | CITY 的/u SEASON DEGREE HOT | 昨天/t 下/v 了/u 一/m 场/q SNOW | 天气/n DEGREE HOT | SEASON 快/d 到/v 了/y | 快/d 下/v SNOW 了/y | 今天/t 比/p 昨天/t HOT
      HOT2 : a 热 冷 吵
      HOT : a 热*2 冷 ~凉快 ~暖和
      SEASON : t 春天 夏天 冬天 ~秋天
      SNOW : n 雨*2 雪
      EXIST -> 2 SPOT 有/v NUMQN | 2 SPOT 没有/v THINGN | 2 SPOT 放/v 着/u NUMQN | 墙/n 上/f 挂/v 着/u NUMX 张/q 画/n | PLACEN 里/f 有/v 很/d 多/a PERSONW | 门/n 前/f 站/v 着/u NUMX 个/q PERSONN | 3 THINGN 在/v SPOT | 车/n 在/v 站/n 里/f
      | PLACEN 里/f 只/d 有/v NUMX 只/q ANIMAL | 家/n 里/f 只/d 有/v KIN | DEF 只/q ANIMAL 在/v SPOTA | 光/n 从/p 门/n 外/f 照/v 进来/v
      SPOT -> 桌子/n 上/f | 桌子/n 下/f | 房间/n 里/f | 地/n 上/f | BOXN 里/f | 门/n 前/f | 车/n 里/f | 椅子/n 上/f | 教室/n 里/f
      SPOTA -> 桌子/n 下/f | 房间/n 里/f | 门/n 前/f | 地/n 上/f | 椅子/n 上/f
      EVENTS -> 这/r 件/q 事/n SUBJ 知道/v 了/y | 那/r 本/q BOOKN SUBJ 还/d 没/d 看/v 完/v | 明天/t 的/u ACTIVITY 很/d 重要/a | 花/n 开/v 了/y | 工作/n 做/v 完/v 了/y | 灯/n 还/d 开/v 着/u | ACTIVITY 开始/v 了/y | NAME 的/u 表演/n 很/d 好/a | 会/n 开/v 完/v 了/y | NAME 病/v 了/y
      | 这/r 次/q ACTIVITY 结束/v 了/y | NAME 的/u 练习/n 做/v 完/v 了/y | NAME 的/u 病/n 好/a 了/y | PERSON1 代表/v 大家/r 回答/v 了/u 问题/n | NAME 领导/v 我们/r 工作/v | PERSON1 过/v 马路/n | 会/n 要/v 开/v NUMX 个/q 小时/n
      HOBBY -> 画/v 画/n | 旅行/v | 看/v 书/n | 种/v 花/n | 做/v 菜/n | ~ 钓鱼/v | ~ 爬山/v

      # places and times
      PLACE -> 3 PLACEN | CITY | 3 家/n | PLACEN 里/f | 家/n 里/f | 这里/r | DEF 家/q SHOP | 门/n 外/f | 一/m 家/q SHOP | 站/n 前/f
      PLACEN : n 学校*2 公园 图书馆 教室 办公室 宿舍 厨房 ~机场 ~操场 ~食堂
      CITY : ns 北京*2 上海*2 广州 ~西安 ~成都 ~杭州
      SHOP : n 商店 书店 饭店 医院 公司 ~超市 ~茶馆
      TIME : t 早上 晚上 周末 今天 现在 ~傍晚 ~中午
      TPAST : t 昨天*3 去年 早上 ~前天
      TFUT : t 明天*3 明年 晚上 周末 ~后天
      VEHICLE : n 车 火车 飞机 汽车 ~地铁 ~船
      FILM -> 这/r 个/q 电影/n | 那/r 场/q 比赛/n | 这/r 本/q BOOKN | NAME 的/u 表演/n

      # questions, orders, exclamations
      QUESTION -> 3 YOU ACT 吗/y ？/w | 3 YOU MODAL ACT 吗/y ？/w | 2 YOU 在/d DO 吗/y ？/w | 2 YOU STATE 吗/y ？/w | 2 谁/r PRED ？/w | 2 YOU 为什么/r WHYV ？/w | YOU 什么/r 时候/n MOVEP ？/w | YOU 会/v 不/d 会/v SKILL ？/w
      | DEMTHING 多少/r 钱/n ？/w | YOU 在/v 哪里/r ？/w | YOU 有/v 没有/v THINGN ？/w | 那/r 是/v 谁/r 的/u THINGN ？/w | YOU 几/m 点/q 上/v 课/n ？/w | PLACEN 有/v 多/d 大/a ？/w | DEMTHING 怎么/r 这么/r QUALT ？/w | YOU 想/v 买/v 什么/r THINGN ？/w
      | 这/r 把/q KNIFE 是/v YOU 的/u 吗/y ？/w | 那/c YOU 怎么/r MOVEP 呢/y ？/w | 现在/t 几/m 点/q 了/y ？/w | YOU 去/v 过/u CITY 吗/y ？/w | 那/c YOU 呢/y ？/w | YOU 呢/y ？/w | 那/r 个/q PERSONN 多/d 高/a ？/w | YOU 要/v 工作/v 多/d 久/a ？/w
      YOU -> 4 你/r | 2 他/r | 她/r | 他们/r | 2 NAME | 你/r KIN
      WHYV -> 不/d MOVEP | 没有/d ACT | 老/d BADHABIT | 这么/r FEEL | 在/d DO | 不/d 在/v PLACE
      ORDER -> 2 请/v ORDERV ENDB | 2 别/d BADV ENDB | 4 把/p ORDERBA ENDO | 快/d ORDERV ENDO | 请/v 给/v 我/r NUMQN 。/w | 请/v 给/p 我/r GIVEDO 。/w | 不要/d 在/p PLACE VPIN ENDB | NAME ，/w 把/p ORDERBA ENDO | 好好/d NV 吧/y ENDB
      | 请/v 回答/v 这/r 个/q 问题/n 。/w | NAME ，/w 等/v 我/r ！/w | 等/v 一/m 等/v ！/w | 慢/a 走/v ！/w | 再/d 等/v NUMX 天/q 吧/y 。/w | 看/v 一/m 看/v 这/r 张/q 画/n ENDO
      ORDERV -> MOVEP | ACT2 | 在/p PLACE 等/v 我/r | 给/p NAME GIVEDO | 来/v DO2
      BADV -> 在/p PLACE 唱/v 歌/n | 哭/v | 说话/v | 把/p BAPLAN | 迟到/v | 对/p PERSONO 说/v 这/r 件/q 事/n | 花/v 这么/r 多/a 钱/n | ~ 打架/v | 老/d 迟到/v
      ENDO -> ！/w | 。/w | 吧/y 。/w
      ENDB -> ！/w | 。/w
      ORDERBA -> 门/n 关上/v | 灯/n 打开/v | 那/r 把/q KNIFE 给/v 我/r | THEBOOK 还/v 给/v PERSONO | 手/n 洗/v 干净/a | 这/r 张/q 画/n 挂/v 在/p 墙/n 上/f | 饭/n 吃/v 完/v | 菜/n 热/v 一/m 热/v | 地/n 扫/v 干净/a | 锁/n 打开/v | THEBOOK 放/v 在/p SPOT
      EXCL -> EXCLW ！/w | EXCLW ，/w DEMTHING 真/d QUALT 啊/y ！/w | 好/d QUALT 的/u THINGN 啊/y ！/w | 太/d FEEL 了/y ！/w | 真/d QUALT ！/w | EXCLW ，/w NAME 来/v 了/y ！/w | 好/a ，/w WETOGETHER PLAN 吧/y ！/w | 加油/v ！/w | 小心/v ！/w
      | 好/d HOT2 啊/y ！/w | 对/a ，/w PRON PRED 。/w | 啊/e ，/w 下/v SNOW 了/y ！/w | 谢谢/v ！/w | 谢谢/v PERSONO ！/w | 好/a ！/w | 再见/v ！/w | 快/d 跑/v ！/w | 多/d QUALT 的/u THINGN 啊/y ！/w
      EXCLW : e 啊*2 哎呀 哇 ~哎哟
      WETOGETHER -> 我们/r | 大家/r | 那/c 我们/r
      """;
}
