package org.sparkrnn.nn;

/**
 * How transcripts are looked for.
 *
 * @param beamWidth how many prefixes are kept; 1 for greedy decoding
 * @param scorer adds to the scores of prefixes
 * @param most how many transcripts of a sequence are given, at most
 * @param aligned whether steps and probabilities of transcripts are asked for
 */
public record TranscriptSearch(int beamWidth, PrefixScorer scorer, int most, boolean aligned) {}
