package io.jenkins.plugins.codecraft.embedded.apigateway;

/**
 * How often something may be asked.
 *
 * @param rate requests a second; negative for no limit
 * @param burst how many at once; negative for no limit
 */
record Limit(double rate, int burst) {
    static final Limit NONE = new Limit(-1, -1);

    boolean limits() {
        return rate >= 0 || burst >= 0;
    }
}
