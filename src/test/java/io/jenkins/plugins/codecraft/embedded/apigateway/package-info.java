/**
 * API Gateway of the embedded AWS: REST APIs (version 1), HTTP APIs (version 2), and {@code execute-api}, which really
 * routes requests to integrations.
 */
package io.jenkins.plugins.codecraft.embedded.apigateway;
