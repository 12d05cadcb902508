package org.sparkrnn.job.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Daily sales of invented shops: many series of different scales in one table. Shops near offices
 * sell most on working days, others at weekends. Promotions, which are known in advance, raise
 * sales by half; holidays lower the sales of the former shops and raise those of the latter. A
 * fifth of the shops open during the time of the table, and their sales take weeks to grow. Each
 * draw is one day of one shop; dev follows train in time, test follows dev, and each begins with a
 * new day.
 */
final class Shops implements Generator {
  private static final LocalDate START = LocalDate.of(2024, 1, 1); // a Monday
  private static final int SHOPS = 100;
  private static final int OPEN_AT_FIRST = 80;
  private static final int OPENING = 5; // days between two openings

  /** Factors of the mean, from Monday to Sunday. */
  private static final double[] OFFICES = {1.15, 1.2, 1.2, 1.25, 1.3, 0.55, 0.35};

  private static final double[] WEEKEND = {0.7, 0.75, 0.8, 0.9, 1.1, 1.5, 1.25};

  private static final class Shop {
    private final int opened; // day
    private final double size;
    private final boolean office;
    private final double growth; // per day
    private boolean promotion; // this week

    Shop(int opened, Random random) {
      this.opened = opened;
      size = 20 * StrictMath.pow(100, random.nextDouble()); // 20 to 2000
      office = random.nextInt(3) > 0;
      growth = 0.001 * random.nextGaussian();
    }
  }

  private final List<Shop> shops = new ArrayList<>();
  private int day = -1;
  private int next; // shop
  private boolean holiday;
  private String split = "train";

  @Override
  public String ending() {
    return "csv";
  }

  @Override
  public String header() {
    return "date,shop,sold,promotion,holiday\n";
  }

  @Override
  public Example next(Random random, String of, int number) {
    if (day < 0 || next == shops.size() || !of.equals(split)) {
      split = of;
      begin(random);
    }
    Shop shop = shops.get(next);
    int age = day - shop.opened;
    double known = shop.opened == 0 ? 1 : 1 - 0.7 * StrictMath.exp(-age / 14.0);
    double week = (shop.office ? OFFICES : WEEKEND)[day % 7];
    double expected =
        shop.size
            * known
            * week
            * (1 + shop.growth * age)
            * (shop.promotion ? 1.5 : 1)
            * (!holiday ? 1 : shop.office ? 0.3 : 1.4);
    long sold = Math.round(Math.max(0, expected * (1 + 0.08 * random.nextGaussian())));
    next++;
    return new Example(
        String.format(
            Locale.ROOT,
            "%s,shop%03d,%d,%d,%d\n",
            START.plusDays(day),
            next,
            sold,
            shop.promotion ? 1 : 0,
            holiday ? 1 : 0));
  }

  private void begin(Random random) {
    day++;
    next = 0;
    holiday = random.nextInt(20) == 0;
    while (shops.size() < OPEN_AT_FIRST
        || shops.size() < SHOPS && day >= OPENING * (shops.size() - OPEN_AT_FIRST + 1)) {
      shops.add(new Shop(day, random));
    }
    if (START.plusDays(day).getDayOfWeek() == DayOfWeek.MONDAY) {
      shops.forEach(shop -> shop.promotion = random.nextInt(6) == 0);
    }
  }
}
