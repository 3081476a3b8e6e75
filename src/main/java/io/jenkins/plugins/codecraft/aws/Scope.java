package io.jenkins.plugins.codecraft.aws;

/**
 * What AWS counts rates for, and what one listing covers: an account in a region, at an endpoint.
 *
 * @param endpoint the endpoint override, or "" for AWS' own endpoints
 */
public record Scope(String account, String region, String endpoint) {}
