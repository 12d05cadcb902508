package org.sparkrnn.nn;

/**
 * The settings of the search for transcripts.
 *
 * @param beamWidth how many prefixes are kept; 1 for greedy decoding
 * @param scorer adds to the scores of prefixes
 * @param most the largest number of transcripts per sequence
 * @param aligned whether the steps and probabilities of transcripts are requested
 */
public record TranscriptSearch(int beamWidth, PrefixScorer scorer, int most, boolean aligned) {}
