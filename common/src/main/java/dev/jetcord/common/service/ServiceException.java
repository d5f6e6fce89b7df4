package dev.jetcord.common.service;

/** A service cannot go on, and the message alone tells an operator what was wrong, with what, and what to do. */
public final class ServiceException extends Exception {
    public ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
