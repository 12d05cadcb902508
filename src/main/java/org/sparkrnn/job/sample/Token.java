package org.sparkrnn.job.sample;

/** A word and its part of speech. */
public record Token(String form, String tag) {}
