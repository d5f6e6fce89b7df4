CREATE TABLE sooner (id bigint PRIMARY KEY);
